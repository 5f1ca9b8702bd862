import { aws_cloudwatch as cloudwatch, aws_ecs as ecs, Lazy } from 'aws-cdk-lib';
import { giveName, nameOf } from './alarm-names';

/**
 * The alarms that roll a deployment back: one list, that grows until the template is written. L2 takes a list once, and loses what it is given
 * later; what a user hands to L2 itself joins this list.
 */
export class DeploymentAlarms {
  private readonly names = new Map<cloudwatch.IAlarm, string>();

  constructor(private readonly service: ecs.BaseService, alarms: cloudwatch.IAlarm[]) {
    for (const alarm of alarms) { this.names.set(alarm, nameOf(alarm, service)); }
    const resource = service.node.defaultChild as ecs.CfnService;
    const configuration = resource.deploymentConfiguration as ecs.CfnService.DeploymentConfigurationProperty;
    resource.deploymentConfiguration = {
      ...configuration,
      alarms: Lazy.uncachedAny({
        produce: (context) => this.render(configuration.alarms && (context.resolve(configuration.alarms) as ecs.CfnService.DeploymentAlarmsProperty)),
      }),
    };
  }

  /** The alarms. */
  public get alarms(): cloudwatch.IAlarm[] {
    return [...this.names.keys()];
  }

  public add(alarm: cloudwatch.IAlarm): void {
    if (this.names.has(alarm)) { return; }
    giveName(alarm, this.service);
    this.names.set(alarm, nameOf(alarm, this.service));
  }

  private render(handedToL2: ecs.CfnService.DeploymentAlarmsProperty | undefined): ecs.CfnService.DeploymentAlarmsProperty | undefined {
    if (this.names.size === 0) { return handedToL2; }
    return {
      alarmNames: [...handedToL2?.alarmNames ?? [], ...this.names.values()],
      enable: true,
      rollback: handedToL2?.enable ? handedToL2.rollback : true,
    };
  }
}
