import { App, Stack } from 'aws-cdk-lib';
import { gpuInference } from './gpu-inference';

const app = new App();
gpuInference(new Stack(app, 'GpuInference'));
