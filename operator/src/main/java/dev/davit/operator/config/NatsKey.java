package dev.davit.operator.config;

import dev.davit.operator.kernel.IdSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The key that gateway and NATS server share, where the chart brings the server: both wait for it. */
@Singleton
class NatsKey {
    private static final Logger LOG = Logger.getLogger(NatsKey.class);
    private static final int BYTES = 32;
    private static final long RETRY_SECONDS = 2;

    private final KubernetesClient client;
    private final OperatorConfig config;
    private final IdSource ids;

    NatsKey(KubernetesClient client, OperatorConfig config, IdSource ids) {
        this.client = client;
        this.config = config;
        this.ids = ids;
    }

    void start(@Observes StartupEvent event) {
        config.natsKeySecret()
                .ifPresent(name -> CompletableFuture.runAsync(() -> make(name)).exceptionally(failure -> {
                    LOG.warnf("the key of the NATS server is not there yet: %s", failure.getMessage());
                    CompletableFuture.delayedExecutor(RETRY_SECONDS, TimeUnit.SECONDS)
                            .execute(() -> start(event));
                    return null;
                }));
    }

    /** Makes the key where there is none. It begins with a letter: the server's configuration would read digits as a number. */
    void make(String name) {
        new MadeSecret(config.namespace(), name, "token", BYTES)
                .readOrCreate(client, () -> ("k" + HexFormat.of().formatHex(ids.bytes(BYTES)))
                        .getBytes(StandardCharsets.US_ASCII));
    }
}
