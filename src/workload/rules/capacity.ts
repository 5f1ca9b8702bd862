import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Rule } from './rule';
import { CapacityConfig } from '../../capacity';
import { Finding } from '../../private/fail';
import { known } from '../../private/tokens';

const FARGATE = ['FARGATE', 'FARGATE_SPOT'];

/** What a capacity may decide, whoever wrote it: those of the library say the like where they are made. */
export const capacityRules: Rule<CapacityConfig>[] = [
  { code: 'R124', find: findMix },
  { code: 'R124', find: findTwice },
  { code: 'R124', find: findSecondBase },
  { code: 'R124', find: findNoWeight },
];

const strategyOf = ({ capacityProviderStrategies }: CapacityConfig): ecs.CapacityProviderStrategy[] => known(capacityProviderStrategies) ?? [];

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html */
function findMix(config: CapacityConfig): Finding | undefined {
  const names = strategyOf(config).map(({ capacityProvider }) => capacityProvider);
  const onFargate = names.filter((name) => FARGATE.includes(name));
  return onFargate.length === 0 || onFargate.length === names.length ? undefined : {
    given: `The strategy of the capacity has ${onFargate.join(' and ')} beside pools of instances`,
    allowed: 'ECS takes Fargate or instances in one strategy',
    remedy: 'Make a service for each',
  };
}

function findTwice(config: CapacityConfig): Finding | undefined {
  const names = strategyOf(config).map(({ capacityProvider }) => capacityProvider);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined ? undefined : {
    given: `The strategy of the capacity has ${known(twice) ?? 'a capacity provider'} twice`,
    allowed: 'ECS takes a capacity provider once',
    remedy: 'Leave one out',
  };
}

function findSecondBase(config: CapacityConfig): Finding | undefined {
  const count = strategyOf(config).filter(({ base }) => (known(base) ?? 0) > 0).length;
  return count <= 1 ? undefined : {
    given: `The strategy of the capacity has ${count} capacity providers with a base`,
    allowed: 'ECS takes a base for one of them',
    remedy: 'Leave base out for all but one',
  };
}

function findNoWeight(config: CapacityConfig): Finding | undefined {
  const strategy = strategyOf(config);
  return strategy.length === 0 || strategy.some(({ weight = 0 }) => weight !== 0) ? undefined : {
    given: 'The strategy of the capacity has no weight above 0',
    allowed: 'ECS wants at least one',
    remedy: 'Give a capacity provider a weight',
  };
}
