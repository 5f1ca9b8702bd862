import { aws_logs as logs } from 'aws-cdk-lib';
import { Finding } from './fail';
import { known } from './tokens';

/** A finding where CloudWatch Logs has no such retention: a cast, or another language, makes any number pass. */
export function unknownRetention(prop: string, days: logs.RetentionDays | undefined): Finding | undefined {
  if (known(days) === undefined) { return undefined; }
  const offered = Object.values(logs.RetentionDays).filter((value) => typeof value === 'number');
  return offered.includes(days!) ? undefined : {
    given: `${prop} is ${days} days`,
    allowed: `CloudWatch Logs keeps events for ${offered.filter((value) => value !== logs.RetentionDays.INFINITE).join(', ')} days, or for ever`,
    remedy: 'Use one of logs.RetentionDays',
  };
}
