import { App, Stack } from 'aws-cdk-lib';
import { windowsIis } from './windows-iis';

const app = new App();
windowsIis(new Stack(app, 'WindowsIis'));
