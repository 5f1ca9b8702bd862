import { App, Stack } from 'aws-cdk-lib';
import { managedInstances } from './managed-instances';

const app = new App();
managedInstances(new Stack(app, 'ManagedInstances'));
