import { aws_ecs as ecs } from 'aws-cdk-lib';
import { ServiceFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { againstZoneRebalancing } from '../../private/placement';
import { known } from '../../private/tokens';

/** What decides whether ECS moves tasks between availability zones. */
type ZoneFacts = Pick<ServiceFacts, 'deployment' | 'placement'>;

/** What a service may say of it: looked at before the service is made, which L2 would refuse in words of its own. */
export const zoneRules: Rule<ZoneFacts & Pick<ServiceFacts, 'props'>>[] = [{ code: 'R129', find: findWanted }];

function findWanted({ props, ...facts }: ZoneFacts & Pick<ServiceFacts, 'props'>): Finding | undefined {
  const against = props.availabilityZoneRebalancing === ecs.AvailabilityZoneRebalancing.ENABLED ? againstRebalancing(facts) : undefined;
  return against && { ...against, given: `availabilityZoneRebalancing is ENABLED, and ${against.given[0].toLowerCase()}${against.given.slice(1)}` };
}

/** A finding where ECS does not rebalance. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html */
export function againstRebalancing({ deployment, placement = {} }: ZoneFacts): Finding | undefined {
  return withoutRoom(deployment) ?? againstZoneRebalancing(placement);
}

/** It starts a task in one zone before it stops another elsewhere. */
function withoutRoom({ maxHealthyPercent }: ZoneFacts['deployment']): Finding | undefined {
  const ceiling = known(maxHealthyPercent);
  return ceiling === undefined || ceiling > 100 ? undefined : {
    given: `maxHealthyPercent of the deployment is ${ceiling}`,
    allowed: 'ECS rebalances where more tasks may run than are wanted',
    remedy: 'Raise maxHealthyPercent to 200, or leave availabilityZoneRebalancing out',
  };
}
