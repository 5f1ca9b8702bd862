import { App, Stack } from 'aws-cdk-lib';
import { regulated } from './regulated';

const app = new App();
regulated(new Stack(app, 'Regulated'));
