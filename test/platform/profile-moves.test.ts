import { Size } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Ingress, Profile, Storage, WorkQueue } from '../../src';
import { IMAGE, templateOf, testStack } from '../support/builders';
import { goneWith, replacedBy } from '../support/replacements';
import { CfnTemplate } from '../support/template';

const PROFILES = {
  development: Profile.development(),
  preview: Profile.preview(),
  production: Profile.production(),
  regulated: Profile.regulated(),
};
type Name = keyof typeof PROFILES;

/** A service with all that a profile has to do with. */
function resourcesWith(name: Name): NonNullable<CfnTemplate['Resources']> {
  const stack = testStack();
  new ContainerService(stack, 'Web', {
    platform: new ContainerPlatform(stack, 'Platform', { profile: PROFILES[name] }),
    image: IMAGE,
    ingress: Ingress.applicationLoadBalancer(),
    queues: { orders: WorkQueue.create() },
    storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20) }) },
  });
  return (templateOf(stack).toJSON() as CfnTemplate).Resources!;
}

const RESOURCES = Object.fromEntries(Object.keys(PROFILES).map((name) => [name, resourcesWith(name as Name)]));
const PAIRS = Object.keys(PROFILES).flatMap((from) => Object.keys(PROFILES).filter((to) => to !== from).map((to) => [from, to] as const));

test.each(PAIRS)('from %s to %s nothing is replaced', (from, to) => {
  expect(replacedBy(RESOURCES[from], RESOURCES[to])).toEqual([]);
});

test('from production to regulated nothing goes but inline policies, for which managed ones come', () => {
  const gone = goneWith(RESOURCES.production, RESOURCES.regulated);
  const come = goneWith(RESOURCES.regulated, RESOURCES.production);
  expect([...new Set(Object.values(gone))]).toEqual(['AWS::IAM::Policy']);
  expect([...new Set(Object.values(come))].sort()).toEqual([
    'AWS::IAM::ManagedPolicy', 'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::WAFv2::LoggingConfiguration', 'AWS::WAFv2::WebACL', 'AWS::WAFv2::WebACLAssociation',
  ]);
});

test('to production nothing of development goes', () => {
  expect(goneWith(RESOURCES.development, RESOURCES.production)).toEqual({});
});
