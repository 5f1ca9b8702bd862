import { App, Stack } from 'aws-cdk-lib';
import { classicPlacement } from './classic-placement';

const app = new App();
classicPlacement(new Stack(app, 'ClassicPlacement'));
