import { GetPolicyCommand, GetPolicyVersionCommand, ListEntitiesForPolicyCommand } from '@aws-sdk/client-iam';
import { Readers } from './reader';

/** A web ACL is known by its name, its id and its scope. */
function placeOf(id: string): { Name: string; Id: string; Scope: string } {
  const [Name, Id, Scope] = id.split('|');
  return { Name, Id, Scope };
}

export const SECURITY_READERS: Readers = {
  'AWS::IAM::ManagedPolicy': async ({ iam }, PolicyArn) => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }));
    const { PolicyRoles = [] } = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn }));
    return {
      Description: '',
      ...Policy,
      PolicyDocument: JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? '{}')) as object,
      Roles: PolicyRoles.map(({ RoleName }) => RoleName),
    };
  },
  'AWS::KMS::Key': async ({ kms }, KeyId) => {
    const { KeyMetadata } = await kms('DescribeKey', { KeyId });
    const { Policy } = await kms('GetKeyPolicy', { KeyId, PolicyName: 'default' });
    const { KeyRotationEnabled } = await kms('GetKeyRotationStatus', { KeyId });
    return { ...KeyMetadata as object, KeyPolicy: JSON.parse(String(Policy)) as object, EnableKeyRotation: KeyRotationEnabled };
  },
  'AWS::WAFv2::WebACL': async ({ wafv2 }, id) => {
    const place = placeOf(id);
    return { ...place, ...(await wafv2('GetWebACL', place)).WebACL as object };
  },
  'AWS::WAFv2::WebACLAssociation': async ({ wafv2 }, _id, { ResourceArn }) => {
    const { ARN } = (await wafv2('GetWebACLForResource', { ResourceArn })).WebACL as { ARN: string };
    return { ResourceArn, WebACLArn: ARN };
  },
  'AWS::WAFv2::LoggingConfiguration': async ({ wafv2 }, ResourceArn) =>
    (await wafv2('GetLoggingConfiguration', { ResourceArn })).LoggingConfiguration as object,
};
