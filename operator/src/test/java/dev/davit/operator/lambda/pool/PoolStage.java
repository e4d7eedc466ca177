package dev.davit.operator.lambda.pool;

import dev.davit.operator.RunningOperator;
import dev.davit.operator.config.Installation;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.Networks;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.util.List;

/** What runs in the operator of a test of pools. */
final class PoolStage {
    private PoolStage() {}

    static List<Reconciler<?>> reconcilers(KubernetesClient client, OperatorConfig config, Clock clock) {
        Networks networks = new Networks(client, config);
        Installation installation = new Installation(client, config);
        var surroundings = new PoolSurroundings(
                installation.gateway(), installation.key(), config, installation.ids(), networks.placement());
        return networks.and(new PoolReconciler(surroundings, clock, RunningOperator.events(client)));
    }
}
