package main

import (
	elbv2 "github.com/aws/aws-cdk-go/awscdk/v2/awselasticloadbalancingv2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

// listenerIngress is a way in that the library does not have: a rule on a listener that is there.
type listenerIngress struct {
	listener elbv2.IApplicationListener
	path     string
}

func (i *listenerIngress) IngressKind() *string {
	return jsii.String("listener")
}

func (i *listenerIngress) Bind(scope constructs.Construct, context *stevedore.IngressContext) *stevedore.IngressConfig {
	port := (*context.Ports)[0]
	targetGroup := elbv2.NewApplicationTargetGroup(scope, jsii.String("TargetGroup"), &elbv2.ApplicationTargetGroupProps{
		Vpc:        context.Vpc,
		TargetType: elbv2.TargetType_IP,
		Protocol:   elbv2.ApplicationProtocol_HTTP,
		Port:       port.ContainerPort,
	})
	listenerRule := elbv2.NewApplicationListenerRule(scope, jsii.String("Rule"), &elbv2.ApplicationListenerRuleProps{
		Listener:   i.listener,
		Priority:   jsii.Number(10),
		Conditions: &[]elbv2.ListenerCondition{elbv2.ListenerCondition_PathPatterns(jsii.Strings(i.path))},
		Action:     elbv2.ListenerAction_Forward(&[]elbv2.IApplicationTargetGroup{targetGroup}, nil),
	})
	return &stevedore.IngressConfig{
		PortName:     port.Name,
		TargetGroup:  targetGroup,
		ListenerRule: listenerRule,
		Dependencies: &[]constructs.IDependable{listenerRule},
	}
}
