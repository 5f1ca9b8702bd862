import { aws_ecs as ecs, aws_iam as iam, aws_sns as sns, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { deltaOnly, frozen, Law, leaksIn, orderFree, rebindable, scoped, Subject } from './laws';
import { Capacity, ILogging, LoggingConfig, LoggingContext, Profile } from '../../src';
import { testService } from '../support/builders';

const CONFIG_KEYS = ['driver', 'logGroup'];

/** A logging that breaks a law in its own way. */
abstract class Outlaw implements ILogging {
  public readonly loggingKind = 'outlaw';
  protected calls = 0;

  public abstract bind(scope: Construct, context: LoggingContext): LoggingConfig;
}

class Writing extends Outlaw {
  public bind(): LoggingConfig {
    this.calls += 1;
    return {};
  }
}

class Counting extends Outlaw {
  private readonly bound: Construct[] = [];

  public bind(scope: Construct): LoggingConfig {
    this.bound.push(scope);
    this.bound.slice(1).forEach(() => new sns.Topic(scope, 'Again'));
    return {};
  }
}

class Straying extends Outlaw {
  public bind(scope: Construct): LoggingConfig {
    new iam.Role(Stack.of(scope), 'Stray', { assumedBy: new iam.AnyPrincipal() });
    return {};
  }
}

class Returning extends Outlaw {
  constructor(private readonly extra: object) {
    super();
  }

  public bind(): LoggingConfig {
    return this.extra as LoggingConfig;
  }
}

class Ordered extends Outlaw {
  constructor(private readonly names: { [name: string]: string }) {
    super();
  }

  public bind(): LoggingConfig {
    return { driver: new ecs.GenericLogDriver({ logDriver: Object.keys(this.names)[0] }) };
  }
}

const subject = (make: Subject['make']): Subject => ({ type: 'ILogging', configKeys: CONFIG_KEYS, make });

test.each<[string, Law, Subject]>([
  ['frozen: it writes to itself', frozen, subject(() => new Writing())],
  ['re-bindable: it remembers who bound it', rebindable, subject(() => new Counting())],
  ['scoped: it creates below the stack', scoped, subject(() => new Straying())],
  ['delta-only: it returns a function', deltaOnly, subject(() => new Returning({ driver: () => 1 }))],
  ['delta-only: it returns something undefined', deltaOnly, subject(() => new Returning({ driver: undefined }))],
  ['delta-only: it returns what is not in the struct', deltaOnly, subject(() => new Returning({ other: 1 }))],
  ['order-free: it goes by the order of its options', orderFree, subject((_, change = (same) => same) => new Ordered(change([{ json: '1', none: '2' }])[0] as never))],
])('a value that breaks the law is found, %s', (_, law, outlaw) => {
  expect(() => law(outlaw)).toThrow();
});

test.each<[string, unknown]>([
  ['a workload', testService()],
  ['a value', Capacity.fargate()],
  ['a profile', Profile.development()],
  ['a function', () => 1],
])('a context that holds %s is found', (_, leak) => {
  expect(leaksIn({ facts: [{ leak }] })).toContain('.facts.0.leak');
});
