import { App, Stack } from 'aws-cdk-lib';
import { cloudMap } from './cloud-map';

const app = new App();
cloudMap(new Stack(app, 'CloudMap'));
