package e2e;

import io.github.cdkstevedore.AgentConfigFormat;
import io.github.cdkstevedore.IPoolImage;
import io.github.cdkstevedore.PoolImageConfig;
import io.github.cdkstevedore.PoolImageContext;
import java.util.List;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.constructs.Construct;

/** An image that the library does not have: the newest one that a pipeline of your own put into a parameter. */
class GoldenImage implements IPoolImage {
    private final String parameterName;

    GoldenImage(String parameterName) {
        this.parameterName = parameterName;
    }

    @Override
    public String getPoolImageKind() {
        return "golden";
    }

    @Override
    public PoolImageConfig bind(Construct scope, PoolImageContext context) {
        return PoolImageConfig.builder()
            .machineImage(MachineImage.fromSsmParameter(parameterName + (context.getGpus() ? "/gpu" : "/plain")))
            .operatingSystem(OperatingSystemFamily.LINUX)
            .agentConfigFormat(AgentConfigFormat.SHELL)
            .diskName("/dev/xvda")
            .architectures(List.of(context.getArchitecture()))
            .gpus(context.getGpus())
            .build();
    }
}
