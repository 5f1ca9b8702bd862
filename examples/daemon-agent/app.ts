import { App, Stack } from 'aws-cdk-lib';
import { daemonAgent } from './daemon-agent';

const app = new App();
daemonAgent(new Stack(app, 'DaemonAgent'));
