import { App, Stack } from 'aws-cdk-lib';
import { natInstance } from './nat-instance';

const app = new App();
natInstance(new Stack(app, 'NatInstance'));
