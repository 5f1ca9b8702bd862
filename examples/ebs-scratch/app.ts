import { App, Stack } from 'aws-cdk-lib';
import { ebsScratch } from './ebs-scratch';

const app = new App();
ebsScratch(new Stack(app, 'EbsScratch'));
