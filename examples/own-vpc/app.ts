import { App, Stack } from 'aws-cdk-lib';
import { ownVpc } from './own-vpc';

const app = new App();
ownVpc(new Stack(app, 'OwnVpc'));
