import { App, Stack } from 'aws-cdk-lib';
import { manyStacks } from './many-stacks';

const app = new App();
manyStacks(new Stack(app, 'Platform'), new Stack(app, 'Web'), new Stack(app, 'Ledger'));
