import { App, Stack } from 'aws-cdk-lib';
import { previewEnvironment } from './preview-environment';

const app = new App();
const pullRequest = app.node.tryGetContext('pullRequest') as string | undefined;
previewEnvironment(new Stack(app, 'Preview', { stackName: pullRequest && `preview-${pullRequest}` }));
