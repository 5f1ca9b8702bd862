package main

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssnssubscriptions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

// topicQueue is a queue that the library does not have: one that gets what is published to a topic.
type topicQueue struct {
	topic awssns.ITopic
}

func (q *topicQueue) WorkQueueKind() *string {
	return jsii.String("topic")
}

func (q *topicQueue) Bind(scope constructs.Construct, context *stevedore.WorkQueueContext) *stevedore.WorkQueueConfig {
	visibilityTimeout := awscdk.Duration_Minutes(jsii.Number(2))
	queue := awssqs.NewQueue(scope, jsii.String("Queue"), &awssqs.QueueProps{
		VisibilityTimeout: visibilityTimeout,
		RemovalPolicy:     context.RemovalPolicy,
	})
	queue.GrantConsumeMessages(context.TaskRole)
	q.topic.AddSubscription(awssnssubscriptions.NewSqsSubscription(queue, nil))
	name := strings.ToUpper(*context.QueueName)
	return &stevedore.WorkQueueConfig{
		Queue: queue,
		Environment: &map[string]*string{
			name + "_QUEUE_URL": queue.QueueUrl(),
			name + "_TOPIC_ARN": q.topic.TopicArn(),
		},
		VisibilityTimeout: visibilityTimeout,
	}
}
