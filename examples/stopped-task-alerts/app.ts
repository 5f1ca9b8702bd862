import { App, Stack } from 'aws-cdk-lib';
import { stoppedTaskAlerts } from './stopped-task-alerts';

const app = new App();
stoppedTaskAlerts(new Stack(app, 'StoppedTaskAlerts'));
