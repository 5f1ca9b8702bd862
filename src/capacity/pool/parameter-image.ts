import { aws_ec2 as ec2, aws_ssm as ssm, CfnParameter } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ImageFacts, KnownImage } from './known-image';
import { AgentConfigFormat, PoolImageContext } from './pool-image-protocol';

/** An image whose newest version AWS names in a public parameter of Systems Manager. */
export class ParameterImage extends KnownImage {
  constructor(
    poolImageKind: string,
    facts: ImageFacts,
    private readonly parameterName: (context: PoolImageContext) => string,
    private readonly cachedInContext: boolean = false,
  ) {
    super(poolImageKind, facts);
  }

  protected machineImage(context: PoolImageContext): ec2.IMachineImage {
    const windows = this.facts.agentConfigFormat === AgentConfigFormat.POWERSHELL;
    return new ParameterMachineImage(this.parameterName(context), windows, this.cachedInContext);
  }
}

/** Those of aws-cdk-lib know no Windows Server Core, and make their parameter beside the pool and not below it. */
class ParameterMachineImage implements ec2.IMachineImage {
  constructor(private readonly parameterName: string, private readonly windows: boolean, private readonly cachedInContext: boolean) {}

  public getImage(scope: Construct): ec2.MachineImageConfig {
    const osType = this.windows ? ec2.OperatingSystemType.WINDOWS : ec2.OperatingSystemType.LINUX;
    return { imageId: this.imageId(scope), osType, userData: ec2.UserData.forOperatingSystem(osType) };
  }

  private imageId(scope: Construct): string {
    if (this.cachedInContext) { return ssm.StringParameter.valueFromLookup(scope, this.parameterName); }
    const type = 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>';
    return new CfnParameter(scope, 'ImageId', { type, default: this.parameterName }).valueAsString;
  }
}
