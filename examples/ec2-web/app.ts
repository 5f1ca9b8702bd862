import { App, Stack } from 'aws-cdk-lib';
import { ec2Web } from './ec2-web';

const app = new App();
ec2Web(new Stack(app, 'Ec2Web'));
