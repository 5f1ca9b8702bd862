import { App, Stack } from 'aws-cdk-lib';
import { platformRepository } from './platform';

const app = new App();
platformRepository(new Stack(app, 'Platform'));
