package e2e;

import io.github.cdkstevedore.ContainerService;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.ContainerImage;

class Mistakes {
    static void tooLong(App app) {
        ContainerService.Builder.create(new Stack(app, "Shop"), "Shop")
            .image(ContainerImage.fromRegistry("public.ecr.aws/nginx/nginx:1.29"))
            .stopTimeout(Duration.minutes(5))
            .build();
    }
}
