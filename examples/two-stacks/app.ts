import { App, Stack } from 'aws-cdk-lib';
import { twoStacks } from './two-stacks';

const app = new App();
twoStacks(new Stack(app, 'Platform'), new Stack(app, 'Web'), new Stack(app, 'Ledger'));
