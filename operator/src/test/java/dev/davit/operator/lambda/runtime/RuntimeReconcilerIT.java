package dev.davit.operator.lambda.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithApiServer
class RuntimeReconcilerIT {
    private static RunningOperator start(KubernetesClient client) {
        return RunningOperator.start(client, c -> List.of(new RuntimeReconciler(Clock.systemUTC())));
    }

    @Test
    void saysOnceThatARuntimeCanBeUsed(KubernetesClient client) {
        Runtime runtime = new Runtime();
        runtime.setMetadata(new ObjectMetaBuilder().withName("nodejs20.x").build());
        runtime.getSpec().imageURI = "registry.example/node:1";
        runtime.getSpec().deprecated = true;
        client.resource(runtime).create();
        try (RunningOperator operator = start(client)) {
            Runtime ready = await().atMost(Duration.ofSeconds(10))
                    .until(
                            () -> client.resource(runtime).get(),
                            found -> found.getStatus() != null
                                    && Conditions.isTrue(found.getStatus().conditions, "Ready"));
            assertThat(ready.getStatus().observedGeneration).isEqualTo(1);
            operator.settle();
        }
        try (RunningOperator operator = start(client)) {
            operator.settle();
            assertThat(operator.writes()).isEmpty();
        } finally {
            client.resource(runtime).delete();
        }
    }
}
