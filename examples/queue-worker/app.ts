import { App, Stack } from 'aws-cdk-lib';
import { queueWorker } from './queue-worker';

const app = new App();
queueWorker(new Stack(app, 'QueueWorker'));
