import { App, Stack } from 'aws-cdk-lib';
import { edgeAnywhere } from './edge-anywhere';

const app = new App();
edgeAnywhere(new Stack(app, 'EdgePlatform'), new Stack(app, 'Edge'));
