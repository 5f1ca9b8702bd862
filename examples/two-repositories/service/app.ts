import { App, Stack } from 'aws-cdk-lib';
import { serviceRepository } from './service';

const app = new App();
serviceRepository(new Stack(app, 'Web'));
