import { App, Stack } from 'aws-cdk-lib';
import { existingCluster } from './existing-cluster';

const app = new App();
existingCluster(new Stack(app, 'ExistingCluster'));
