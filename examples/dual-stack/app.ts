import { App, Stack } from 'aws-cdk-lib';
import { dualStack } from './dual-stack';

const app = new App();
dualStack(new Stack(app, 'DualStack'));
