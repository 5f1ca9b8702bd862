package e2e;

import io.github.cdkstevedore.IInstancePool;
import io.github.cdkstevedore.InstancePoolConfig;
import io.github.cdkstevedore.InstancePoolContext;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.ec2.CpuCredits;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.LaunchTemplate;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.ecs.AsgCapacityProvider;
import software.amazon.awscdk.services.ecs.Compatibility;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.EcsOptimizedImage;
import software.amazon.awscdk.services.ecs.NetworkMode;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** A pool that the library does not have: instances that never pay for bursts. */
class BurstablePool implements IInstancePool {
    private final String instanceType;
    private final int maxInstances;

    BurstablePool(String instanceType, int maxInstances) {
        this.instanceType = instanceType;
        this.maxInstances = maxInstances;
    }

    @Override
    public String getInstancePoolKind() {
        return "burstable";
    }

    @Override
    public InstancePoolConfig bind(Construct scope, InstancePoolContext context) {
        SecurityGroup securityGroup = SecurityGroup.Builder.create(scope, "SecurityGroup").vpc(context.getVpc()).build();
        Role instanceRole = Role.Builder.create(scope, "Role").assumedBy(new ServicePrincipal("ec2.amazonaws.com")).build();
        instanceRole.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName("service-role/AmazonEC2ContainerServiceforEC2Role"));
        UserData userData = UserData.forLinux();
        userData.addCommands("echo ECS_CLUSTER=" + context.getCluster().getClusterName() + " >> /etc/ecs/ecs.config");
        userData.addCommands("echo 'ECS_INSTANCE_ATTRIBUTES={\"stevedore.pool\":\"" + context.getPoolName() + "\"}' >> /etc/ecs/ecs.config");
        LaunchTemplate launchTemplate = LaunchTemplate.Builder.create(scope, "LaunchTemplate")
            .instanceType(new InstanceType(instanceType))
            .machineImage(EcsOptimizedImage.amazonLinux2023())
            .cpuCredits(CpuCredits.STANDARD)
            .role(instanceRole)
            .securityGroup(securityGroup)
            .userData(userData)
            .requireImdsv2(true)
            .associatePublicIpAddress(context.getPublicSubnets())
            .build();
        AutoScalingGroup autoScalingGroup = AutoScalingGroup.Builder.create(scope, "Group")
            .vpc(context.getVpc())
            .vpcSubnets(context.getSubnets())
            .launchTemplate(launchTemplate)
            .minCapacity(0)
            .maxCapacity(maxInstances)
            .build();
        AsgCapacityProvider provider = AsgCapacityProvider.Builder.create(scope, "Provider")
            .autoScalingGroup(autoScalingGroup)
            .enableManagedTerminationProtection(false)
            .build();
        return InstancePoolConfig.builder()
            .capacityProviderName(provider.getCapacityProviderName())
            .compatibility(Compatibility.EC2)
            .networkModes(List.of(NetworkMode.BRIDGE, NetworkMode.AWS_VPC))
            .operatingSystem(OperatingSystemFamily.LINUX)
            .architecture(CpuArchitecture.X86_64)
            .gpuCount(0)
            .maxInstances(maxInstances)
            .securityGroups(List.of(securityGroup))
            .instanceAttributes(Map.of("stevedore.pool", context.getPoolName()))
            .instanceRole(instanceRole)
            .autoScalingGroup(autoScalingGroup)
            .dependencies(List.of(autoScalingGroup))
            .build();
    }
}
