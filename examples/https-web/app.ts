import { App, Stack } from 'aws-cdk-lib';
import { httpsWeb } from './https-web';

const app = new App();
httpsWeb(new Stack(app, 'HttpsWeb'));
