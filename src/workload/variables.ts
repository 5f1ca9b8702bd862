import { aws_ecs as ecs, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ContainerServiceProps } from './props';
import { IContainerService, ServiceEndpoint } from './protocol';
import { acknowledge } from '../private/acknowledge';
import { fail, refuse } from '../private/fail';
import { wrongName } from '../private/names';
import { variableOf } from '../private/words';
import { WorkQueueConfig } from '../work-queue';

/** The variables by which a container knows the services that it calls. */
export class Variables {
  private readonly owners = new Map<string, string>();
  private readonly values = new Map<string, string>();
  private readonly hadNone: boolean;

  constructor(
    private readonly workload: IConstruct & { readonly container: ecs.ContainerDefinition },
    { environment, secrets }: ContainerServiceProps, queues: Map<string, WorkQueueConfig>,
  ) {
    const own = (owner: string, names: object = {}) => Object.keys(names).forEach((name) => this.owners.set(name, owner));
    own('environment', environment);
    own('secrets', secrets);
    for (const [queueName, queue] of queues) { own(`the queue '${queueName}'`, queue.environment); }
    this.hadNone = Object.keys(environment ?? {}).length === 0 && queues.size === 0;
  }

  /** Tells the container where a service is. To tell it twice is of no account. */
  public tell(other: IContainerService, { host, port, url }: ServiceEndpoint, portName: string | undefined, given: string | undefined): void {
    const prefix = given ?? [other.node.id, ...portName === undefined ? [] : [portName]].map(variableOf).join('_');
    refuse('EnvironmentName', wrongName(given === undefined ? 'The prefix of the variables' : 'prefix', prefix, /^[A-Za-z_][A-Za-z0-9_]*$/,
      'The names of variables have letters, digits and underscores, and no digit first'), this.workload);
    const entries = { HOST: host, PORT: port === undefined ? undefined : Tokenization.stringifyNumber(port), URL: url };
    for (const [suffix, value] of Object.entries(entries)) {
      if (value !== undefined) { this.add(`${prefix}_${suffix}`, value, other); }
    }
  }

  private add(name: string, value: string, other: IContainerService): void {
    if (this.values.get(name) === value) { return; }
    const owner = this.owners.get(name);
    if (owner !== undefined) {
      fail('R108', {
        given: `The service '${other.node.path}' is to be told by the variable ${name}, which ${owner} has`,
        allowed: 'A container has a variable once',
        remedy: 'Give connectTo() another prefix',
      }, this.workload);
    }
    if (this.hadNone && this.values.size === 0) { acknowledge(this.workload.container.taskDefinition, 'AwsSolutions-ECS2'); }
    this.owners.set(name, `the service '${other.node.path}'`);
    this.values.set(name, value);
    this.workload.container.addEnvironment(name, value);
  }
}
