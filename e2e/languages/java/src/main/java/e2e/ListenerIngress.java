package e2e;

import io.github.cdkstevedore.IIngress;
import io.github.cdkstevedore.IngressConfig;
import io.github.cdkstevedore.IngressContext;
import java.util.List;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListenerRule;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCondition;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.constructs.Construct;

/** A way in that the library does not have: a rule on a listener that is there. */
class ListenerIngress implements IIngress {
    private final IApplicationListener listener;
    private final String path;

    ListenerIngress(IApplicationListener listener, String path) {
        this.listener = listener;
        this.path = path;
    }

    @Override
    public String getIngressKind() {
        return "listener";
    }

    @Override
    public IngressConfig bind(Construct scope, IngressContext context) {
        PortMapping port = context.getPorts().get(0);
        ApplicationTargetGroup targetGroup = ApplicationTargetGroup.Builder.create(scope, "TargetGroup")
            .vpc(context.getVpc())
            .targetType(TargetType.IP)
            .protocol(ApplicationProtocol.HTTP)
            .port(port.getContainerPort())
            .build();
        ApplicationListenerRule listenerRule = ApplicationListenerRule.Builder.create(scope, "Rule")
            .listener(listener)
            .priority(10)
            .conditions(List.of(ListenerCondition.pathPatterns(List.of(path))))
            .action(ListenerAction.forward(List.of(targetGroup)))
            .build();
        return IngressConfig.builder()
            .portName(port.getName())
            .targetGroup(targetGroup)
            .listenerRule(listenerRule)
            .dependencies(List.of(listenerRule))
            .build();
    }
}
