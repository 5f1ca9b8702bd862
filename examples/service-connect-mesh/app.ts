import { App, Stack } from 'aws-cdk-lib';
import { serviceConnectMesh } from './service-connect-mesh';

const app = new App();
serviceConnectMesh(new Stack(app, 'Shop'), new Stack(app, 'Web'));
