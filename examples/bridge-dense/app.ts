import { App, Stack } from 'aws-cdk-lib';
import { bridgeDense } from './bridge-dense';

const app = new App();
bridgeDense(new Stack(app, 'BridgeDense'));
