package e2e;

import io.github.cdkstevedore.AgentConfigFormat;
import io.github.cdkstevedore.AutoScalingGroupPoolOptions;
import io.github.cdkstevedore.Capacity;
import io.github.cdkstevedore.ContainerDaemon;
import io.github.cdkstevedore.ContainerPlatform;
import io.github.cdkstevedore.ContainerService;
import io.github.cdkstevedore.CustomImageOptions;
import io.github.cdkstevedore.ExistingPoolOptions;
import io.github.cdkstevedore.IInstancePool;
import io.github.cdkstevedore.InstancePool;
import io.github.cdkstevedore.InstancePoolConfig;
import io.github.cdkstevedore.InstanceStore;
import io.github.cdkstevedore.Placement;
import io.github.cdkstevedore.PoolImage;
import io.github.cdkstevedore.PoolVolume;
import io.github.cdkstevedore.PoolWeight;
import io.github.cdkstevedore.PoolWeightOptions;
import io.github.cdkstevedore.PortSpec;
import io.github.cdkstevedore.Profile;
import io.github.cdkstevedore.Scaling;
import io.github.cdkstevedore.SpotMix;
import io.github.cdkstevedore.WarmInstances;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.autoscaling.BasicScheduledActionProps;
import software.amazon.awscdk.services.autoscaling.CronOptions;
import software.amazon.awscdk.services.autoscaling.PoolState;
import software.amazon.awscdk.services.autoscaling.Schedule;
import software.amazon.awscdk.services.autoscaling.SpotAllocationStrategy;
import software.amazon.awscdk.services.ec2.CpuManufacturer;
import software.amazon.awscdk.services.ec2.InstanceRequirementsConfig;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.AmiHardwareType;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.EcsOptimizedImage;
import software.amazon.awscdk.services.ecs.NetworkMode;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.WindowsOptimizedVersion;
import software.amazon.awscdk.services.s3.Bucket;

/** Services and daemons on instances. */
class Pools {
    private static final String IMAGE = "public.ecr.aws/nginx/nginx:1.29";

    static void createYard(Stack stack) {
        ContainerPlatform platform = createPlatform(stack);
        addServices(stack, platform);
        addDaemons(stack, platform);

        InstancePoolConfig cranes = platform.pool("cranes");
        cranes.getAutoScalingGroup().scaleOnSchedule("Morning", BasicScheduledActionProps.builder()
            .schedule(Schedule.cron(CronOptions.builder().hour("6").minute("0").build()))
            .minCapacity(2)
            .build());
        new Bucket(stack, "Plans").grantRead(cranes.getInstanceRole());
        cranes.getSecurityGroups().get(0).addIngressRule(Peer.ipv4("203.0.113.0/24"), Port.tcp(9100));
        CfnOutput.Builder.create(stack, "Cranes").value(cranes.getMaxInstances().toString()).build();
        CfnOutput.Builder.create(stack, "Pools").value(String.join(" ", new TreeSet<>(platform.getPools().keySet()))).build();
        CfnOutput.Builder.create(stack, "Provider").value(platform.getPools().get("belts").getCapacityProviderName()).build();
    }

    private static ContainerPlatform createPlatform(Stack stack) {
        Vpc vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(2).natGateways(1).build();
        AutoScalingGroup trucks = AutoScalingGroup.Builder.create(stack, "Trucks")
            .vpc(vpc)
            .instanceType(new InstanceType("m7g.large"))
            .machineImage(EcsOptimizedImage.amazonLinux2023(AmiHardwareType.ARM))
            .requireImdsv2(true)
            .build();
        ContainerPlatform platform = ContainerPlatform.Builder.create(stack, "Platform")
            .profile(Profile.development())
            .vpc(vpc)
            .pools(Map.of(
                "cranes", cranes(),
                "belts", belts(),
                "lifts", InstancePool.autoScalingGroup(AutoScalingGroupPoolOptions.builder()
                    .instanceTypes(List.of("g5.xlarge"))
                    .machineImage(PoolImage.gpu())
                    .warmPool(WarmInstances.builder().minInstances(1).poolState(PoolState.STOPPED).build())
                    .build()),
                "vaults", InstancePool.autoScalingGroup(AutoScalingGroupPoolOptions.builder()
                    .machineImage(PoolImage.bottlerocket())
                    .managedScaling(false)
                    .minInstances(1)
                    .scaleOnCpuPercent(60)
                    .metadataHopLimit(2)
                    .build()),
                "offices", InstancePool.autoScalingGroup(AutoScalingGroupPoolOptions.builder()
                    .instanceTypes(List.of("m7i.xlarge"))
                    .machineImage(PoolImage.windows(WindowsOptimizedVersion.SERVER_2022, true))
                    .managedTerminationProtection(true)
                    .build()),
                "sheds", sheds(),
                "gates", InstancePool.autoScalingGroup(AutoScalingGroupPoolOptions.builder()
                    .machineImage(new GoldenImage("/yard/gate"))
                    .build()),
                "trucks", InstancePool.existing(trucks, ExistingPoolOptions.builder()
                    .architecture(CpuArchitecture.ARM64)
                    .gpuCount(0)
                    .maxInstances(4)
                    .instanceAttributes(Map.of("stevedore.pool", "trucks", "wheels", "18"))
                    .build()),
                "carts", new BurstablePool("t3.large", 3)))
            .build();
        trucks.addUserData(
            "echo ECS_CLUSTER=" + platform.getCluster().getClusterName() + " >> /etc/ecs/ecs.config",
            "echo 'ECS_INSTANCE_ATTRIBUTES={\"stevedore.pool\":\"trucks\",\"wheels\":\"18\"}' >> /etc/ecs/ecs.config");
        return platform;
    }

    private static IInstancePool cranes() {
        return InstancePool.autoScalingGroup(AutoScalingGroupPoolOptions.builder()
            .instanceTypes(List.of("m7gd.large", "m6gd.large"))
            .maxInstances(6)
            .spot(SpotMix.builder()
                .onDemandBase(1)
                .onDemandPercentAboveBase(25)
                .allocationStrategy(SpotAllocationStrategy.CAPACITY_OPTIMIZED)
                .build())
            .rootVolume(PoolVolume.builder().size(Size.gibibytes(100)).throughput(250).build())
            .instanceStore(InstanceStore.directory("/mnt/fast"))
            .agentConfig(Map.of(
                "ECS_INSTANCE_ATTRIBUTES", "{\"rack\": \"1\"}",
                "ECS_IMAGE_PULL_BEHAVIOR", "prefer-cached",
                "ECS_ENABLE_CONTAINER_METADATA", "true"))
            .userData(List.of("sysctl -w vm.max_map_count=262144"))
            .targetCapacityPercent(90)
            .maxInstanceLifetime(Duration.days(7))
            .build());
    }

    private static IInstancePool belts() {
        return InstancePool.autoScalingGroup(AutoScalingGroupPoolOptions.builder()
            .requirements(InstanceRequirementsConfig.builder()
                .vCpuCountMin(2)
                .vCpuCountMax(8)
                .memoryMin(Size.gibibytes(8))
                .cpuManufacturers(List.of(CpuManufacturer.INTEL, CpuManufacturer.AMD))
                .build())
            .spot(SpotMix.builder().build())
            .build());
    }

    private static IInstancePool sheds() {
        CustomImageOptions shed = CustomImageOptions.builder()
            .architecture(CpuArchitecture.ARM64)
            .agentConfigFormat(AgentConfigFormat.SHELL)
            .diskName("/dev/sda1")
            .build();
        return InstancePool.autoScalingGroup(AutoScalingGroupPoolOptions.builder()
            .instanceTypes(List.of("c7g.large"))
            .machineImage(PoolImage.custom(MachineImage.fromSsmParameter("/yard/shed"), OperatingSystemFamily.LINUX, shed))
            .build());
    }

    private static void addServices(Stack stack, ContainerPlatform platform) {
        ContainerService web = ContainerService.Builder.create(stack, "Web")
            .platform(platform)
            .image(ContainerImage.fromRegistry(IMAGE))
            .port(8080)
            .capacity(Capacity.pools(Map.of(
                "cranes", PoolWeight.of(3, PoolWeightOptions.builder().firstTasks(2).build()),
                "trucks", PoolWeight.of(1))))
            .networkMode(NetworkMode.BRIDGE)
            .placement(Placement.spreadAcrossZones()
                .plus(Placement.binpackMemory())
                .plus(Placement.memberOf("attribute:rack == 1 or attribute:wheels exists")))
            .build();
        ContainerService model = ContainerService.Builder.create(stack, "Model")
            .platform(platform)
            .image(ContainerImage.fromRegistry(IMAGE))
            .port(8000)
            .capacity(Capacity.pool("lifts"))
            .gpuCount(1)
            .memoryMiB(8192)
            .scaling(Scaling.manual(2))
            .placement(Placement.distinctInstances().plus(Placement.spread(List.of("attribute:ecs.instance-type", "instanceId"))))
            .build();
        model.getConnections().allowDefaultPortFrom(web);
        ContainerService.Builder.create(stack, "Desk")
            .platform(platform)
            .image(ContainerImage.fromRegistry(IMAGE))
            .capacity(Capacity.pool("offices"))
            .operatingSystem(OperatingSystemFamily.WINDOWS_SERVER_2022_CORE)
            .memoryMiB(2048)
            .build();
        ContainerService.Builder.create(stack, "Sorter")
            .platform(platform)
            .image(ContainerImage.fromRegistry(IMAGE))
            .capacity(Capacity.pools(Map.of("carts", PoolWeight.of(1), "belts", PoolWeight.of(1))))
            .networkMode(platform.pool("carts").getNetworkModes().get(0))
            .placement(new AwayFrom("yard-lamp"))
            .build();
    }

    private static void addDaemons(Stack stack, ContainerPlatform platform) {
        ContainerDaemon agent = ContainerDaemon.Builder.create(stack, "Agent")
            .platform(platform)
            .pool("vaults")
            .image(ContainerImage.fromRegistry(IMAGE))
            .ports(Map.of("statsd", PortSpec.udp(8125)))
            .cpu(128)
            .build();
        agent.getConnections().allowDefaultPortFrom(Peer.ipv4("10.0.0.0/16"));
        ContainerDaemon.Builder.create(stack, "Lamp")
            .platform(platform)
            .pools(List.of("trucks", "cranes"))
            .image(ContainerImage.fromRegistry(IMAGE))
            .networkMode(NetworkMode.HOST)
            .memoryMiB(256)
            .minHealthyPercent(50)
            .serviceName("yard-lamp")
            .build();
    }
}
