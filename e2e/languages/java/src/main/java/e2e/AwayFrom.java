package e2e;

import io.github.cdkstevedore.IPlacement;
import io.github.cdkstevedore.PlacementConfig;
import io.github.cdkstevedore.PlacementContext;
import java.util.List;
import software.amazon.awscdk.services.ecs.NetworkMode;
import software.amazon.awscdk.services.ecs.PlacementConstraint;
import software.amazon.awscdk.services.ecs.PlacementStrategy;
import software.constructs.Construct;

/** A placement that the library does not have: not beside a service, and packed in awsvpc mode only. */
class AwayFrom implements IPlacement {
    private final String serviceName;

    AwayFrom(String serviceName) {
        this.serviceName = serviceName;
    }

    @Override
    public String getPlacementKind() {
        return "awayFrom";
    }

    @Override
    public PlacementConfig bind(Construct scope, PlacementContext context) {
        boolean ownInterface = context.getNetworkMode() == NetworkMode.AWS_VPC;
        return PlacementConfig.builder()
            .strategies(List.of(ownInterface ? PlacementStrategy.packedByMemory() : PlacementStrategy.spreadAcrossInstances()))
            .constraints(List.of(PlacementConstraint.memberOf("not(task:group == service:" + serviceName + ")")))
            .build();
    }
}
