package e2e;

import io.github.cdkstevedore.Capacity;
import io.github.cdkstevedore.ContainerDaemon;
import io.github.cdkstevedore.ContainerPlatform;
import io.github.cdkstevedore.ContainerService;
import io.github.cdkstevedore.EndpointNetworkOptions;
import io.github.cdkstevedore.ExternalMachines;
import io.github.cdkstevedore.FromClusterOptions;
import io.github.cdkstevedore.IContainerPlatform;
import io.github.cdkstevedore.IInstancePool;
import io.github.cdkstevedore.Ingress;
import io.github.cdkstevedore.InstancePool;
import io.github.cdkstevedore.ManagedInstancesPoolOptions;
import io.github.cdkstevedore.NatInstanceOptions;
import io.github.cdkstevedore.Network;
import io.github.cdkstevedore.PortSpec;
import io.github.cdkstevedore.Profile;
import io.github.cdkstevedore.ProfileOverrides;
import io.github.cdkstevedore.ReservationPreference;
import io.github.cdkstevedore.ReservedCapacity;
import io.github.cdkstevedore.StoppedTaskKind;
import io.github.cdkstevedore.StoppedTaskOptions;
import io.github.cdkstevedore.TaskEvents;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.BurstablePerformance;
import software.amazon.awscdk.services.ec2.CpuManufacturer;
import software.amazon.awscdk.services.ec2.InstanceRequirementsConfig;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.CapacityOptionType;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.NetworkMode;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Platforms with rails. */
class Guards {
    private static final String IMAGE = "public.ecr.aws/nginx/nginx:1.29";

    static void createPier(Stack stack) {
        createCustoms(stack);
        ContainerPlatform quay = createQuay(stack);
        addSessions(stack, quay);
        addDaemons(stack, quay);

        IContainerPlatform machines = ContainerPlatform.fromCluster(stack, "Barges", FromClusterOptions.builder()
            .cluster(quay.getCluster())
            .vpc(quay.getVpc())
            .profile(Profile.preview())
            .build());
        ContainerService.Builder.create(stack, "Barge")
            .platform(machines)
            .image(ContainerImage.fromRegistry(IMAGE))
            .capacity(Capacity.external())
            .networkMode(NetworkMode.HOST)
            .build();
        ExternalMachines.Builder.create(stack, "Bargemen").cluster(quay.getCluster()).build();
    }

    private static void createCustoms(Stack stack) {
        ContainerPlatform platform = ContainerPlatform.Builder.create(stack, "Customs")
            .profile(Profile.regulated(ProfileOverrides.builder()
                .containerInsights(ContainerInsights.ENABLED)
                .logRetention(RetentionDays.TWO_YEARS)
                .minTasks(3)
                .restrictDefaultSecurityGroup(false)
                .build()))
            .network(Network.endpoints(EndpointNetworkOptions.builder()
                .endpoints(List.of(InterfaceVpcEndpointAwsService.EVENTBRIDGE, InterfaceVpcEndpointAwsService.STS))
                .trustedAccounts(List.of("111122223333"))
                .publicSubnets(true)
                .build()))
            .encryptionKey(Key.Builder.create(stack, "Seal").enableKeyRotation(true).build())
            .taskEvents(TaskEvents.stoppedTasks(StoppedTaskOptions.builder()
                .alertOn(List.of(StoppedTaskKind.OUT_OF_MEMORY, StoppedTaskKind.FAILED_EXIT, StoppedTaskKind.USER))
                .emails(Map.of("officer", "officer@example.com", "audit", "audit@example.com"))
                .logRetention(RetentionDays.FIVE_YEARS)
                .build()))
            .propagateTags(PropagatedTagSource.TASK_DEFINITION)
            .build();
        ContainerService.Builder.create(stack, "Desk")
            .platform(platform)
            .image(ContainerImage.fromEcrRepository(Repository.fromRepositoryName(stack, "Forms", "forms"), "2.0.1"))
            .ingress(Ingress.applicationLoadBalancer())
            .build();
        platform.reach(List.of(InterfaceVpcEndpointAwsService.SECRETS_MANAGER));
        CfnOutput.Builder.create(stack, "Officers").value(platform.getTaskEvents().getTopic().getTopicArn()).build();
        CfnOutput.Builder.create(stack, "SealArn").value(platform.getEncryptionKey().getKeyArn()).build();
    }

    private static ContainerPlatform createQuay(Stack stack) {
        return ContainerPlatform.Builder.create(stack, "Quay")
            .profile(Profile.development())
            .network(Network.natInstances(NatInstanceOptions.builder().count(1).instanceType(new InstanceType("c7gn.medium")).build()))
            .execEnabled(true)
            .externalMachines(true)
            .pools(Map.of("berths", berths(), "docks", InstancePool.managedInstances(ManagedInstancesPoolOptions.builder()
                .instanceTypes(List.of("c7g.*"))
                .reservedCapacity(ReservedCapacity.builder().preference(ReservationPreference.RESERVATIONS_ONLY).build())
                .autoRepair(true)
                .build())))
            .build();
    }

    private static IInstancePool berths() {
        return InstancePool.managedInstances(ManagedInstancesPoolOptions.builder()
            .requirements(InstanceRequirementsConfig.builder()
                .vCpuCountMin(2)
                .memoryMin(Size.gibibytes(4))
                .memoryMax(Size.gibibytes(32))
                .cpuManufacturers(List.of(CpuManufacturer.AWS))
                .burstablePerformance(BurstablePerformance.EXCLUDED)
                .build())
            .architecture(CpuArchitecture.ARM64)
            .capacityOptionType(CapacityOptionType.SPOT)
            .storageSize(Size.gibibytes(100))
            .scaleInAfter(Duration.minutes(10))
            .build());
    }

    private static void addSessions(Stack stack, IContainerPlatform platform) {
        Role pilot = Role.Builder.create(stack, "Pilot").assumedBy(new AccountRootPrincipal()).build();
        ContainerService tug = ContainerService.Builder.create(stack, "Tug")
            .platform(platform)
            .image(ContainerImage.fromRegistry(IMAGE))
            .containerName("tug")
            .capacity(Capacity.pool("berths"))
            .architecture(CpuArchitecture.ARM64)
            .build();
        tug.grantExec(pilot);
        ContainerService.Builder.create(stack, "Buoy")
            .platform(platform)
            .image(ContainerImage.fromRegistry(IMAGE))
            .capacity(Capacity.external())
            .gpuCount(1)
            .execEnabled(false)
            .build();
    }

    private static void addDaemons(Stack stack, IContainerPlatform platform) {
        ContainerDaemon lamp = ContainerDaemon.Builder.create(stack, "Lamp")
            .platform(platform)
            .pools(List.of("berths", "docks"))
            .image(ContainerImage.fromRegistry(IMAGE))
            .ports(Map.of("statsd", PortSpec.udp(8125)))
            .cpu(128)
            .memoryMiB(256)
            .drainPercent(50)
            .critical(false)
            .build();
        CfnOutput.Builder.create(stack, "LampArn").value(lamp.getManagedDaemon().getAttrDaemonArn()).build();
        ContainerDaemon.Builder.create(stack, "Gauge")
            .platform(platform)
            .capacity(Capacity.external())
            .image(ContainerImage.fromRegistry(IMAGE))
            .cpu(128)
            .memoryMiB(64)
            .build();
    }
}
