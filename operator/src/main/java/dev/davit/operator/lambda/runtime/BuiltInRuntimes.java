package dev.davit.operator.lambda.runtime;

import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.kernel.DesiredSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings the runtimes of the installation. Not the chart itself: Helm looks every kind up before it writes anything, so it
 * cannot install a CRD and an object of it together.
 */
@Singleton
class BuiltInRuntimes {
    private static final Logger LOG = Logger.getLogger(BuiltInRuntimes.class);
    private static final long RETRY_SECONDS = 2;
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(DesiredSet.FIELD_MANAGER)
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final List<Runtime> runtimes;

    BuiltInRuntimes(KubernetesClient client, OperatorConfig config) {
        this.client = client;
        this.runtimes = config.runtimes().map(RuntimeList::of).orElse(List.of());
    }

    /** Every replica does it: applying what is there already changes nothing. */
    void start(@Observes StartupEvent event) {
        CompletableFuture.runAsync(() -> apply(client, runtimes)).exceptionally(failure -> {
            LOG.warnf("the runtimes of the installation are not applied yet: %s", failure.getMessage());
            CompletableFuture.delayedExecutor(RETRY_SECONDS, TimeUnit.SECONDS).execute(() -> start(event));
            return null;
        });
    }

    static void apply(KubernetesClient client, List<Runtime> runtimes) {
        runtimes.forEach(runtime -> client.resource(runtime).patch(APPLY));
    }
}
