import { App, aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { helloWeb } from '../../../examples/hello-web/hello-web';
import { queueWorker } from '../../../examples/queue-worker/queue-worker';
import { ContainerPlatform, Profile } from 'cdk-stevedore';

/** The next version of each example: its image with something behind the tag. */
const NEXT = '-next';

const app = new App({ analyticsReporting: false });

helloWeb(new Stack(app, 'HelloWeb'));

// The worker names no platform: it gets that of its stack, which is made here before it would be, in development profile. Under a name of its own,
// it would be refused beside hello-web, which names none either.
const stack = new Stack(app, 'QueueWorker');
new ContainerPlatform(stack, 'StevedorePlatform', { profile: Profile.development() });
queueWorker(stack);

if (app.node.tryGetContext('next')) {
  for (const node of app.node.findAll()) {
    if (node instanceof ecs.ContainerDefinition) { toNextVersion(node); }
  }
}

function toNextVersion(container: ecs.ContainerDefinition): void {
  const definition = container.taskDefinition.node.defaultChild as ecs.CfnTaskDefinition;
  definition.addPropertyOverride('ContainerDefinitions.0.Image', container.imageName + NEXT);
}
