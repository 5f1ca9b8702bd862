import { aws_ecs as ecs, aws_logs as logs, Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CloudWatchLoggingOptions } from './options';
import { ILogging, LoggingConfig, LoggingContext } from './protocol';
import { fail } from '../private/fail';
import { known } from '../private/tokens';

export class CloudWatchLogging implements ILogging {
  public readonly loggingKind = 'cloudWatch';

  constructor(private readonly options: CloudWatchLoggingOptions) {
    checkOptions(options);
  }

  public bind(scope: Construct, context: LoggingContext): LoggingConfig {
    const { options } = this;
    const logGroup = options.logGroup ?? new logs.LogGroup(scope, 'LogGroup', {
      retention: options.retention ?? context.retention,
      removalPolicy: options.removalPolicy ?? context.removalPolicy,
    });
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
  if (options.logGroup && (options.retention !== undefined || options.removalPolicy !== undefined)) {
    fail('LogGroupSettings', {
      given: 'logGroup is given together with retention or removalPolicy',
      allowed: 'These two are for the log group that is created where none is given',
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
