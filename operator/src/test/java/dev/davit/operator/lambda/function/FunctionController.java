package dev.davit.operator.lambda.function;

import dev.davit.operator.RunningOperator;
import dev.davit.operator.code.CodeSettings;
import dev.davit.operator.config.Installation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;

/** This kind's reconciler for tests that run several kinds together. */
public final class FunctionController {
    private FunctionController() {}

    public static Reconciler<?> of(KubernetesClient client) {
        return new FunctionReconciler(
                new RunningOperator.Config("davit-system"),
                Clock.systemUTC(),
                RunningOperator.events(client),
                CodeSettings.archives(new Artifacts.Settings(), Clock.systemUTC()),
                new Installation(client, new RunningOperator.Config("davit-system")).placement());
    }
}
