package e2e;

import software.amazon.awscdk.App;

public class Main {
    public static void main(String[] args) {
        App app = App.Builder.create().analyticsReporting(false).build();
        switch (args[0]) {
            case "scenario" -> Scenario.create(app);
            case "too-long" -> Mistakes.tooLong(app);
            case "wrong-expression" -> Mistakes.wrongExpression(app);
            case "wrong-value" -> Mistakes.wrongValue(app);
            default -> throw new IllegalArgumentException(args[0]);
        }
        app.synth();
    }
}
