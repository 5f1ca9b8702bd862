import { App, Stack } from 'aws-cdk-lib';
import { spotMix } from './spot-mix';

const app = new App();
spotMix(new Stack(app, 'SpotMix'));
