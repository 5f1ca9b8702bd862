package e2e;

import io.github.cdkstevedore.IRollbackAlarm;
import io.github.cdkstevedore.RollbackAlarmConfig;
import io.github.cdkstevedore.RollbackAlarmContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.constructs.Construct;

/** An alarm that the library does not have: how long the slowest in a hundred requests takes. */
class SlowAnswers implements IRollbackAlarm {
    private final Duration limit;

    SlowAnswers(Duration limit) {
        this.limit = limit;
    }

    @Override
    public String getRollbackAlarmKind() {
        return "slowAnswers";
    }

    @Override
    public RollbackAlarmConfig bind(Construct scope, RollbackAlarmContext context) {
        List<IAlarm> alarms = new ArrayList<>();
        new TreeMap<>(context.getTargetGroups()).forEach((name, targetGroup) -> {
            Metric answers = targetGroup.getMetrics().targetResponseTime(MetricOptions.builder().statistic("p99").build());
            alarms.add(answers.createAlarm(scope, name, CreateAlarmOptions.builder()
                .threshold(limit.toSeconds())
                .evaluationPeriods(3)
                .build()));
        });
        return RollbackAlarmConfig.builder().alarms(alarms).build();
    }
}
