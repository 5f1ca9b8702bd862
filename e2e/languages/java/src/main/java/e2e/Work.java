package e2e;

import io.github.cdkstevedore.AutomaticScalingOptions;
import io.github.cdkstevedore.BacklogOptions;
import io.github.cdkstevedore.ContainerPlatform;
import io.github.cdkstevedore.ContainerService;
import io.github.cdkstevedore.ContainerSidecarOptions;
import io.github.cdkstevedore.Deployment;
import io.github.cdkstevedore.EbsStorageOptions;
import io.github.cdkstevedore.Profile;
import io.github.cdkstevedore.RollbackAlarm;
import io.github.cdkstevedore.RollingDeploymentOptions;
import io.github.cdkstevedore.Scaling;
import io.github.cdkstevedore.ScalingSchedule;
import io.github.cdkstevedore.ScratchStorageOptions;
import io.github.cdkstevedore.Sidecar;
import io.github.cdkstevedore.Storage;
import io.github.cdkstevedore.UtilizationAlarmOptions;
import io.github.cdkstevedore.WorkQueue;
import io.github.cdkstevedore.WorkQueueOptions;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.applicationautoscaling.CronOptions;
import software.amazon.awscdk.services.applicationautoscaling.Schedule;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.ec2.EbsDeviceVolumeType;
import software.amazon.awscdk.services.ecs.ContainerDependencyCondition;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FileSystemType;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;

/** Volumes, sidecars and queues, on a platform that other repositories find. */
class Work {
    private static final String IMAGE = "public.ecr.aws/nginx/nginx:1.29";

    static void createDepot(Stack stack) {
        Topic news = new Topic(stack, "News");
        Queue refused = new Queue(stack, "Refused");
        Queue returns = Queue.Builder.create(stack, "Returns")
            .visibilityTimeout(Duration.minutes(2))
            .deadLetterQueue(DeadLetterQueue.builder().queue(refused).maxReceiveCount(4).build())
            .build();

        ContainerService packer = ContainerService.Builder.create(stack, "Packer")
            .platform(ContainerPlatform.Builder.create(stack, "Platform").profile(Profile.development()).publishAs("depot").build())
            .image(ContainerImage.fromRegistry(IMAGE))
            .memoryMiB(1024)
            .storage(Map.of(
                "parcels", Storage.ebs(EbsStorageOptions.builder()
                    .mountPath("/parcels")
                    .size(Size.gibibytes(40))
                    .volumeType(EbsDeviceVolumeType.GP3)
                    .iops(4000)
                    .throughput(250)
                    .fileSystemType(FileSystemType.EXT4)
                    .build()),
                "labels", Storage.scratch(ScratchStorageOptions.builder().mountPath("/labels").readOnly(true).build()),
                "spool", Storage.scratch()))
            .sidecars(Map.of(
                "printer", Sidecar.container(ContainerSidecarOptions.builder()
                    .image(ContainerImage.fromRegistry(IMAGE))
                    .environment(Map.of("PAPER", "a6", "DPI", "300"))
                    .memoryReservationMiB(128)
                    .healthCheck(HealthCheck.builder()
                        .command(List.of("CMD", "printer", "status"))
                        .startPeriod(Duration.seconds(10))
                        .build())
                    .startsBefore(ContainerDependencyCondition.HEALTHY)
                    .mounts(Map.of("/out", "labels", "/spool", "spool"))
                    .readOnlyMounts(Map.of("/in", "parcels"))
                    .build()),
                "rates", Sidecar.container(ContainerSidecarOptions.builder()
                    .image(ContainerImage.fromRegistry(IMAGE))
                    .command(List.of("rates", "load"))
                    .startsBefore(ContainerDependencyCondition.SUCCESS)
                    .mounts(Map.of("/rates", "spool"))
                    .build())))
            .queues(Map.of(
                "orders", WorkQueue.create(WorkQueueOptions.builder()
                    .visibilityTimeout(Duration.minutes(3))
                    .maxReceiveCount(3)
                    .retention(Duration.days(7))
                    .build()),
                "transfers", WorkQueue.create(WorkQueueOptions.builder().fifo(true).contentBasedDeduplication(true).build()),
                "returns", WorkQueue.existing(returns),
                "news", new TopicQueue(news)))
            .scaling(Scaling.automatic(AutomaticScalingOptions.builder()
                .min(1)
                .max(10)
                .backlog(BacklogOptions.builder()
                    .acceptableLatency(Duration.minutes(10))
                    .processingTime(Duration.seconds(20))
                    .queue("orders")
                    .build())
                .schedules(Map.of(
                    "evening", ScalingSchedule.at(daily("22", "30"), 0, 0, TimeZone.EUROPE_BERLIN),
                    "morning", ScalingSchedule.at(daily("6", "0"), 2, 20, TimeZone.EUROPE_BERLIN),
                    "sale", ScalingSchedule.at(Schedule.expression("at(2030-11-29T00:00:00)"), 10, 40)))
                .build()))
            .deployment(Deployment.rolling(RollingDeploymentOptions.builder()
                .rollbackAlarms(Map.of("memory", RollbackAlarm.memory(UtilizationAlarmOptions.builder().percent(95).build())))
                .build()))
            .build();

        Role clerk = Role.Builder.create(stack, "Clerk").assumedBy(new AccountRootPrincipal()).build();
        packer.queue("orders").grantSendMessages(clerk);
        packer.deadLetterQueue("orders").metricApproximateNumberOfMessagesVisible()
            .createAlarm(stack, "Failed", CreateAlarmOptions.builder().threshold(1).evaluationPeriods(1).build());
    }

    private static Schedule daily(String hour, String minute) {
        return Schedule.cron(CronOptions.builder().hour(hour).minute(minute).build());
    }
}
