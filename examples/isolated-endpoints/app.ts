import { App, Stack } from 'aws-cdk-lib';
import { isolatedEndpoints } from './isolated-endpoints';

const app = new App();
isolatedEndpoints(new Stack(app, 'IsolatedEndpoints'));
