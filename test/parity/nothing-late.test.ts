import { App, Aspects, CfnResource, IAspect, IResolvable, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SERVICES, spreadOf } from './cells';
import { fillApp, ownPlatform } from './place';
import { testApp } from '../support/builders';

/** Sees what tags, permissions boundaries and checks see. */
class Witness implements IAspect {
  public readonly seen = new Set<IConstruct>();

  public visit(node: IConstruct): void {
    this.seen.add(node);
  }
}

/** The resources of an app that come into being as late as its templates are written. */
function lateIn(app: App): string[] {
  const witness = new Witness();
  Aspects.of(app).add(witness);
  jest.spyOn(console, 'error').mockImplementation();
  app.synth();
  return app.node.findAll().filter((node) => CfnResource.isCfnResource(node) && !witness.seen.has(node)).map(({ node }) => node.path);
}

test('whatever a service is put together of, aspects see all of its resources', () => {
  const app = testApp();
  fillApp(app, spreadOf(SERVICES), ownPlatform);
  expect(lateIn(app)).toEqual([]);
}, 60_000);

test('a resource that comes late is found', () => {
  const app = testApp();
  const stack = new Stack(app, 'Stack');
  const makesAnother: IResolvable = {
    creationStack: [],
    resolve: () => stack.node.tryFindChild('Late') ? 'late' : new CfnResource(stack, 'Late', { type: 'A::B::C' }).node.id,
  };
  new CfnResource(stack, 'Early', { type: 'A::B::C', properties: { X: makesAnother } });
  expect(lateIn(app)).toEqual(['Stack/Late']);
});
