/** The SDK comes with the runtime. A failure is logged and is none for CloudFormation: it says of the group itself what stands in the way. */
export const RELEASE_CODE = `
const { AutoScalingClient, DescribeAutoScalingGroupsCommand, SetInstanceProtectionCommand, UpdateAutoScalingGroupCommand } = require('@aws-sdk/client-auto-scaling');

async function release(AutoScalingGroupName) {
  const client = new AutoScalingClient({});
  const { AutoScalingGroups } = await client.send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [AutoScalingGroupName] }));
  if (AutoScalingGroups.length === 0) { return; }
  await client.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, NewInstancesProtectedFromScaleIn: false }));
  const ids = AutoScalingGroups[0].Instances.filter((instance) => instance.ProtectedFromScaleIn).map((instance) => instance.InstanceId);
  for (let first = 0; first < ids.length; first += 50) {
    const InstanceIds = ids.slice(first, first + 50);
    await client.send(new SetInstanceProtectionCommand({ AutoScalingGroupName, InstanceIds, ProtectedFromScaleIn: false }));
  }
}

exports.handler = async (event) => {
  const { RequestType, ResponseURL, StackId, RequestId, LogicalResourceId, ResourceProperties } = event;
  const PhysicalResourceId = ResourceProperties.AutoScalingGroupName;
  try {
    if (RequestType === 'Delete') { await release(PhysicalResourceId); }
  } catch (error) {
    console.error(error);
  }
  const body = Buffer.from(JSON.stringify({ Status: 'SUCCESS', StackId, RequestId, LogicalResourceId, PhysicalResourceId }));
  await fetch(ResponseURL, { method: 'PUT', body });
};
`.trim();
