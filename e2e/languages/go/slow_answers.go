package main

import (
	"sort"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

// slowAnswers is an alarm that the library does not have: how long the slowest in a hundred requests takes.
type slowAnswers struct {
	limit awscdk.Duration
}

func (a *slowAnswers) RollbackAlarmKind() *string {
	return jsii.String("slowAnswers")
}

func (a *slowAnswers) Bind(scope constructs.Construct, context *stevedore.RollbackAlarmContext) *stevedore.RollbackAlarmConfig {
	var names []string
	for name := range *context.TargetGroups {
		names = append(names, name)
	}
	sort.Strings(names)
	var alarms []awscloudwatch.IAlarm
	for _, name := range names {
		answers := (*context.TargetGroups)[name].Metrics().TargetResponseTime(&awscloudwatch.MetricOptions{Statistic: jsii.String("p99")})
		alarms = append(alarms, answers.CreateAlarm(scope, jsii.String(name), &awscloudwatch.CreateAlarmOptions{
			Threshold:         a.limit.ToSeconds(nil),
			EvaluationPeriods: jsii.Number(3),
		}))
	}
	return &stevedore.RollbackAlarmConfig{Alarms: &alarms}
}
