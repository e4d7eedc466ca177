package dev.davit.operator.lambda.alias;

import dev.davit.operator.RunningOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;

/** This kind's reconciler for tests that run several kinds together. */
public final class AliasController {
    private AliasController() {}

    public static Reconciler<?> of(KubernetesClient client) {
        return new AliasReconciler(
                new RunningOperator.Config("davit-system"), Clock.systemUTC(), RunningOperator.events(client));
    }
}
