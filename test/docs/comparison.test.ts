import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { savedResults } from '../../bench/compare/checkov';
import { costOf, totalOf } from '../../bench/compare/cost';
import { Figures, measureAll } from '../../bench/compare/measure';
import { pageOf } from '../../bench/compare/page';
import { bodyOf, PROGRAMS } from '../../bench/compare/programs';
import { keptOf, rolloutOf } from '../../bench/compare/rollout';
import { summaryTable } from '../../bench/compare/table';
import { Properties, Template } from '../../bench/compare/template';
import { ROOT } from '../support/markdown';
import { pinnedTest } from '../support/pinned-test';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

describe('what npm run compare writes', () => {
  let all: Figures[];
  beforeAll(() => {
    // What the programs are warned about is printed, and counted.
    const print = jest.spyOn(console, 'error').mockImplementation();
    all = measureAll();
    print.mockRestore();
  }, 60_000);

  pinnedTest('docs/comparison.md is what the code says', () => {
    expect(readFileSync(join(ROOT, 'docs/comparison.md'), 'utf8')).toBe(pageOf(all, savedResults()));
  });

  pinnedTest('the README has the same table', () => {
    expect(README.match(/^\| hello world \|.*\n(\|.*\n)+/m)?.[0]).toBe(`${summaryTable(all, savedResults()).join('\n')}\n`);
  });

  test('what is compared is what the README shows', () => {
    expect(README).toContain(bodyOf(PROGRAMS[0]).replace('(stack, ', '(this, '));
  });
});

describe('how long a changed image takes', () => {
  test('is computed from what the template says', () => {
    const found = rolloutOf(templateWith({ DesiredCount: 4, DeploymentConfiguration: { MinimumHealthyPercent: 50, MaximumPercent: 200 } }, {
      HealthCheckIntervalSeconds: 7, TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '20' }],
    }));
    expect(found).toMatchObject({ inServiceSeconds: 7, overSeconds: 27, rollsBack: false });
    expect(keptOf(3, found)).toBe(2);
  });

  test('is computed with the defaults of AWS where it says nothing', () => {
    expect(rolloutOf(templateWith({}, {}))).toMatchObject({ tasks: 1, minHealthyPercent: 100, inServiceSeconds: 30, overSeconds: 330 });
  });

  test('is not computed where tasks start one after the other', () => {
    expect(() => rolloutOf(templateWith({ DesiredCount: 2, DeploymentConfiguration: { MaximumPercent: 150 } }, {}))).toThrow('150 %');
  });

  test('a circuit breaker that does not roll back takes nothing back', () => {
    const breaker = (Rollback: boolean) => ({ DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback } } });
    expect([true, false].map((rollback) => rolloutOf(templateWith(breaker(rollback), {})).rollsBack)).toEqual([true, false]);
  });
});

describe('what it costs idle', () => {
  test('is the sum of what the template has by the hour', () => {
    const cost = costOf(templateWith({ DesiredCount: 2 }, {}));
    expect(cost).toMatchObject({ natGateways: 0, loadBalancers: 1, publicAddresses: 2, onSpot: false, containerInsights: false });
    expect(totalOf(cost)).toBeCloseTo(730 * (0.0225 + 2 * 0.005 + 2 * (0.5 * 0.04048 + 2 * 0.004445)));
  });

  test('a task in a public subnet has an address', () => {
    const network = { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED' } };
    expect(costOf(templateWith({ DesiredCount: 3, NetworkConfiguration: network }, {})).publicAddresses).toBe(5);
  });
});

function templateWith(service: Properties, targetGroup: Properties): Template {
  const network = { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } };
  return {
    Resources: {
      Cluster: { Type: 'AWS::ECS::Cluster' },
      Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { Cpu: '512', Memory: '2048' } },
      LoadBalancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Scheme: 'internet-facing', Subnets: ['a', 'b'] } },
      TargetGroup: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: targetGroup },
      Service: { Type: 'AWS::ECS::Service', Properties: { LoadBalancers: [{ TargetGroupArn: { Ref: 'TargetGroup' } }], NetworkConfiguration: network, ...service } },
    },
  };
}
