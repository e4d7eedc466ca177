package dev.davit.operator.lambda.version;

import dev.davit.operator.RunningOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;

/** This kind's reconciler for tests that run several kinds together. */
public final class VersionController {
    private VersionController() {}

    public static Reconciler<?> of(KubernetesClient client) {
        return new VersionReconciler(
                new RunningOperator.Config("davit-system"), Clock.systemUTC(), RunningOperator.events(client));
    }
}
