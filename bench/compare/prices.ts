/** A list price of us-east-1, and where it was read. */
export interface Price {
  readonly dollars: number;
  readonly unit: string;
  readonly read: string;
}

/** AWS shows its prices in pages that a program fills: each was read where somebody wrote it down with a date. */
export const PRICES = {
  natGateway: {
    dollars: 0.045,
    unit: 'a NAT gateway, an hour',
    read: 'the [example of AWS\'s page](https://aws.amazon.com/vpc/pricing/), of Ohio; N. Virginia has '
      + '[the same](https://cloudpipelines.pages.dev/guides/aws-nat-gateway-pricing-2026/); '
      + '[transcribed on 20 September 2026](https://github.com/api-evangelist/amazon-vpc/blob/main/plans/amazon-vpc-plans-pricing.yml)',
  },
  loadBalancer: {
    dollars: 0.0225,
    unit: 'an Application Load Balancer, an hour',
    read: 'the [example of AWS\'s page](https://aws.amazon.com/elasticloadbalancing/pricing/), '
      + '[transcribed on 20 September 2026](https://github.com/api-evangelist/amazon-elastic-load-balancing/blob/main/plans/amazon-elastic-load-balancing-plans-pricing.yml)',
  },
  publicAddress: {
    dollars: 0.005,
    unit: 'a public IPv4 address, an hour',
    read: 'AWS\'s price list, [as read on 16 October 2026](https://github.com/ChiefGyk3D/Clouds-Against-Humanity/wiki/Provider-AWS-Cost-Lesson)',
  },
  vcpu: {
    dollars: 0.04048,
    unit: 'a virtual CPU on Fargate, an hour',
    read: '[17 June 2026](https://www.factualminds.com/blog/amazon-fargate-ecs-task-pricing-2026/); $0.000011244 a second in the example of '
      + '[AWS\'s page](https://aws.amazon.com/ecs/pricing/), '
      + '[transcribed on 20 September 2026](https://github.com/api-evangelist/amazon-ecs/blob/main/plans/amazon-ecs-plans-pricing.yml)',
  },
  gibibyte: {
    dollars: 0.004445,
    unit: 'a GB of memory on Fargate, an hour',
    read: '[17 June 2026](https://www.factualminds.com/blog/amazon-fargate-ecs-task-pricing-2026/)',
  },
  customMetric: {
    dollars: 0.3,
    unit: 'a custom metric of CloudWatch, a month',
    read: '[18 August 2021](https://www.vantage.sh/blog/cloudwatch-metrics-pricing-explained-in-plain-english); no later reading was found',
  },
} satisfies { [name: string]: Price };
