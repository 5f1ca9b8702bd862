package e2e;

import io.github.cdkstevedore.IWorkQueue;
import io.github.cdkstevedore.WorkQueueConfig;
import io.github.cdkstevedore.WorkQueueContext;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** A queue that the library does not have: one that gets what is published to a topic. */
class TopicQueue implements IWorkQueue {
    private final ITopic topic;

    TopicQueue(ITopic topic) {
        this.topic = topic;
    }

    @Override
    public String getWorkQueueKind() {
        return "topic";
    }

    @Override
    public WorkQueueConfig bind(Construct scope, WorkQueueContext context) {
        Duration visibilityTimeout = Duration.minutes(2);
        Queue queue = Queue.Builder.create(scope, "Queue")
            .visibilityTimeout(visibilityTimeout)
            .removalPolicy(context.getRemovalPolicy())
            .build();
        queue.grantConsumeMessages(context.getTaskRole());
        topic.addSubscription(new SqsSubscription(queue));
        String name = context.getQueueName().toUpperCase();
        return WorkQueueConfig.builder()
            .queue(queue)
            .environment(Map.of(name + "_QUEUE_URL", queue.getQueueUrl(), name + "_TOPIC_ARN", topic.getTopicArn()))
            .visibilityTimeout(visibilityTimeout)
            .build();
    }
}
