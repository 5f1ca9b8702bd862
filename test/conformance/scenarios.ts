import { App, AppProps, aws_ecr as ecr, aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ContainerService } from '../../src';
import { testApp } from '../support/builders';
import { buildExample, EXAMPLES, VARIANTS } from '../support/examples';

const WANTED = ['without environment', 'in us-east-1', 'without feature flags'];

/** What findings are looked for in: each example, with an environment and without, and what no example shows. */
export const SCENARIOS: { [name: string]: (props?: AppProps) => App } = {
  ...Object.fromEntries(Object.keys(EXAMPLES).flatMap((example) => WANTED.map((variant) =>
    [`${example} ${variant}`, (props?: AppProps) => buildExample(example, VARIANTS[variant], props)]))),
  'an image of ECR': (props) => {
    const app = testApp(props);
    const stack = new Stack(app, 'FromEcr');
    const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'web');
    new ContainerService(stack, 'Worker', { image: ecs.ContainerImage.fromEcrRepository(repository, '1') });
    return app;
  },
};
