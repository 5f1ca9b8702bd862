import { App, Stack } from 'aws-cdk-lib';
import { managedDaemon } from './managed-daemon';

const app = new App();
managedDaemon(new Stack(app, 'ManagedDaemon'));
