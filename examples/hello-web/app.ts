import { App, Stack } from 'aws-cdk-lib';
import { helloWeb } from './hello-web';

const app = new App();
helloWeb(new Stack(app, 'HelloWeb'));
