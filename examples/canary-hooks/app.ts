import { App, Stack } from 'aws-cdk-lib';
import { canaryHooks } from './canary-hooks';

const app = new App();
canaryHooks(new Stack(app, 'CanaryHooks'));
