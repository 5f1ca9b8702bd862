package e2e;

import io.github.cdkstevedore.Capacity;
import io.github.cdkstevedore.ContainerService;
import io.github.cdkstevedore.ISidecar;
import io.github.cdkstevedore.Placement;
import io.github.cdkstevedore.Storage;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.ContainerImage;

class Mistakes {
    private static final String IMAGE = "public.ecr.aws/nginx/nginx:1.29";

    static void tooLong(App app) {
        ContainerService.Builder.create(new Stack(app, "Shop"), "Shop")
            .image(ContainerImage.fromRegistry(IMAGE))
            .stopTimeout(Duration.minutes(5))
            .build();
    }

    static void wrongExpression(App app) {
        ContainerService.Builder.create(new Stack(app, "Shop"), "Shop")
            .image(ContainerImage.fromRegistry(IMAGE))
            .capacity(Capacity.pool("racks"))
            .placement(Placement.memberOf("attribute:rack = a"))
            .build();
    }

    /** The compiler would see it, but for the raw map. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    static void wrongValue(App app) {
        Map sidecars = Map.of("spool", Storage.scratch());
        ContainerService.Builder.create(new Stack(app, "Shop"), "Shop")
            .image(ContainerImage.fromRegistry(IMAGE))
            .sidecars((Map<String, ISidecar>) sidecars)
            .build();
    }
}
