import { Duration, Token } from 'aws-cdk-lib';

/** The value, or undefined where only the deployment will know it: what is not known is not judged. */
export function known<T>(value: T | undefined): T | undefined {
  return value === undefined || Token.isUnresolved(value) ? undefined : value;
}

/** The length in seconds, with its fraction, or undefined where it is not known. */
export function knownSeconds(duration: Duration | undefined): number | undefined {
  return duration === undefined || duration.isUnresolved() ? undefined : duration.toSeconds({ integral: false });
}
