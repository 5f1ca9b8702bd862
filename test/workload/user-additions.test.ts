import { Template } from 'aws-cdk-lib/assertions';
import { templateOf, testService } from '../support/builders';

/** The types of what waits for the capacity of the cluster. */
function waitingForCapacity(template: Template): string[] {
  const [association] = Object.keys(template.findResources('AWS::ECS::ClusterCapacityProviderAssociations'));
  const { Resources } = template.toJSON() as { Resources: { [id: string]: { Type: string; DependsOn?: string[] } } };
  return Object.values(Resources).filter(({ DependsOn }) => DependsOn?.includes(association)).map(({ Type }) => Type);
}

/** What lies below the L2 waits for all that is made to wait on the L2: the library's own dependencies are the L1's. */
test('what a user makes of the L2 of the service waits for no more than without this library', () => {
  const workload = testService();
  workload.service.autoScaleTaskCount({ maxCapacity: 2 }).scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 50 });
  const template = templateOf(workload);
  template.resourceCountIs('AWS::ApplicationAutoScaling::ScalableTarget', 1);
  expect(waitingForCapacity(template)).toEqual(['AWS::ECS::Service']);
});
