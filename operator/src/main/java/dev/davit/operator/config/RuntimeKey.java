package dev.davit.operator.config;

import dev.davit.operator.kernel.IdSource;
import dev.davit.operator.kernel.Remembered;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The key that binds an environment's host name to its pod. Made in the cluster by whichever replica is first (a create
 * decides), never by a template, so that an upgrade or a GitOps sync does not change it.
 */
@Singleton
public class RuntimeKey {
    private static final Logger LOG = Logger.getLogger(RuntimeKey.class);
    private static final Duration AGE = Duration.ofSeconds(10);
    private static final String ENTRY = "key";
    private static final int BYTES = 32;
    private static final long RETRY_SECONDS = 2;

    private final KubernetesClient client;
    private final OperatorConfig config;
    private final IdSource ids;
    private final Remembered<byte[]> key;

    RuntimeKey(KubernetesClient client, OperatorConfig config, IdSource ids, Clock clock) {
        this.client = client;
        this.config = config;
        this.ids = ids;
        this.key = new Remembered<>(this::readOrCreate, AGE, clock);
    }

    /** The key, made when there is none. */
    public byte[] value() {
        return key.get();
    }

    /** The gateway is not ready without the key, so it is made before the first environment needs it. */
    void start(@Observes StartupEvent event) {
        CompletableFuture.runAsync(this::value).exceptionally(failure -> {
            LOG.warnf("the runtime key is not there yet: %s", failure.getMessage());
            CompletableFuture.delayedExecutor(RETRY_SECONDS, TimeUnit.SECONDS).execute(() -> start(event));
            return null;
        });
    }

    private byte[] readOrCreate() {
        return new MadeSecret(config.namespace(), config.runtimeKeySecret(), ENTRY, BYTES)
                .readOrCreate(client, () -> ids.bytes(BYTES));
    }
}
