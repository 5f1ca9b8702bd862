import { aws_ecs as ecs, aws_logs as logs, Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CloudWatchLoggingOptions } from './options';
import { ILogging, LoggingConfig, LoggingContext } from './protocol';
import { fail, refuse } from '../private/fail';
import { admitLogs, findAlias, findUnusable, grantLogging, keyBehind } from '../private/keys';
import { unknownRetention } from '../private/retention';
import { known } from '../private/tokens';

export class CloudWatchLogging implements ILogging {
  public readonly loggingKind = 'cloudWatch';

  constructor(private readonly options: CloudWatchLoggingOptions) {
    checkOptions(options);
  }

  public bind(scope: Construct, context: LoggingContext): LoggingConfig {
    const { options } = this;
    const logGroup = options.logGroup ?? this.createLogGroup(scope, context);
    const mode = options.mode ?? ecs.AwsLogDriverMode.NON_BLOCKING;
    const driver = ecs.LogDrivers.awsLogs({
      logGroup,
      streamPrefix: options.streamPrefix ?? context.workloadName.replace(/[:*]/g, '-'),
      mode,
      maxBufferSize: mode === ecs.AwsLogDriverMode.NON_BLOCKING ? options.maxBufferSize ?? Size.mebibytes(25) : undefined,
      datetimeFormat: options.datetimeFormat,
      multilinePattern: options.multilinePattern,
    });
    return { driver, logGroup };
  }

  private createLogGroup(scope: Construct, context: LoggingContext): logs.ILogGroup {
    const { retention, removalPolicy } = this.options;
    const own = this.options.encryptionKey && keyBehind(this.options.encryptionKey);
    const encryptionKey = own ?? context.encryptionKey;
    if (own) {
      refuse('EncryptionKey', findUnusable(scope, own), scope);
      admitLogs(scope, own);
    }
    if (encryptionKey) { grantLogging(context.executionRole, encryptionKey); }
    return new logs.LogGroup(scope, 'LogGroup', {
      retention: retention ?? context.retention,
      removalPolicy: removalPolicy ?? context.removalPolicy,
      encryptionKey,
    });
  }
}

function checkOptions(options: CloudWatchLoggingOptions): void {
  const prefix = known(options.streamPrefix);
  if (prefix !== undefined && !/^[^:*]{1,255}$/.test(prefix)) {
    fail('R113', {
      given: `streamPrefix is '${prefix}'`,
      allowed: 'Fargate wants a prefix, and the names of log streams have neither : nor *',
      remedy: 'Choose another prefix, or leave it out for the id of the workload',
    });
  }
  refuse('LogRetention', unknownRetention('retention', options.retention));
  refuse('KeyAlias', findAlias(options.encryptionKey));
  if (options.logGroup && [options.retention, options.removalPolicy, options.encryptionKey].some((setting) => setting !== undefined)) {
    fail('LogGroupSettings', {
      given: 'logGroup is given together with retention, removalPolicy or encryptionKey',
      allowed: 'These are for the log group that is created where none is given',
      remedy: 'Set them on the log group that you give',
    });
  }
  if (options.datetimeFormat !== undefined && options.multilinePattern !== undefined) {
    fail('R113', {
      given: 'datetimeFormat and multilinePattern are both given',
      allowed: 'The awslogs driver takes one of them',
      remedy: 'Leave one out',
    });
  }
  if (options.maxBufferSize && options.mode === ecs.AwsLogDriverMode.BLOCKING) {
    fail('R114', {
      given: 'maxBufferSize is given with mode BLOCKING',
      allowed: 'Only the non-blocking mode has a buffer',
      remedy: 'Leave maxBufferSize out, or the mode',
    });
  }
}
