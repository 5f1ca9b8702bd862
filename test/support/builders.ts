import { App, AppProps, aws_ecs as ecs, Environment, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import flags from 'aws-cdk-lib/recommended-feature-flags.json';
import { Construct } from 'constructs';
import { ContainerPlatform, ContainerPlatformProps, ContainerService, ContainerServiceProps, Profile } from '../../src';

/** The feature flags that `cdk init` writes into a new app. */
export const RECOMMENDED_FLAGS: { [flag: string]: unknown } = flags;

export const IMAGE = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29');

/** An app as `cdk init` makes it, without the files that no test reads. */
export function testApp(props: AppProps = {}): App {
  return new App({ analyticsReporting: false, treeMetadata: false, ...props, context: { ...RECOMMENDED_FLAGS, ...props.context } });
}

export function testStack(env?: Environment, scope: Construct = testApp()): Stack {
  return new Stack(scope, 'Stack', { env });
}

export function devPlatform(scope: Construct, props: ContainerPlatformProps = {}): ContainerPlatform {
  return new ContainerPlatform(scope, 'Platform', { profile: Profile.development(), ...props });
}

/** A service on a development platform in a stack of its own. */
export function testService(props: Partial<ContainerServiceProps> = {}, stack: Stack = testStack()): ContainerService {
  return new ContainerService(stack, 'Web', { image: IMAGE, platform: props.platform ?? devPlatform(stack), ...props });
}

export function templateOf(scope: Construct): Template {
  return Template.fromStack(Stack.of(scope));
}
