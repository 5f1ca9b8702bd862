import { App, Stack } from 'aws-cdk-lib';
import { blueGreenAlarms } from './blue-green-alarms';

const app = new App();
blueGreenAlarms(new Stack(app, 'BlueGreenAlarms'));
