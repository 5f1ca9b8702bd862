import { aws_ec2 as ec2, Tokenization } from 'aws-cdk-lib';
import { Finding } from '../../private/fail';

/** As it is, before it is encoded. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html */
const MAX_BYTES = 16 * 1024;

/** A finding where EC2 would not take it. What only the deployment knows is not counted: it can only make it longer. */
export function findLongUserData(userData: ec2.UserData): Finding | undefined {
  const literals = Tokenization.reverseString(userData.render()).mapTokens({ mapToken: () => '' });
  const bytes = Buffer.byteLength(String(literals.join({ join: (left, right) => `${left ?? ''}${right ?? ''}` })));
  return bytes <= MAX_BYTES ? undefined : {
    given: `What an instance does when it starts has ${bytes} bytes, userData and agentConfig together`,
    allowed: `EC2 takes ${MAX_BYTES}`,
    remedy: 'Put the longest part of userData into a file in S3, which a line of userData fetches and runs, or into an image of your own',
  };
}
