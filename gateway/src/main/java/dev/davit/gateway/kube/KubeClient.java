package dev.davit.gateway.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * The connection to the API server, on an event loop of its own: reading a list of a thousand pods must not hold up an
 * invocation. The client itself repeats nothing: a write that is repeated behind our back could overtake a newer one.
 */
record KubeClient(KubernetesClient kubernetes, Runnable closing) implements AutoCloseable {

    static KubeClient fromEnvironment() {
        return to(new ConfigBuilder().build());
    }

    static KubeClient to(Config config) {
        Config once = new ConfigBuilder(config).withRequestRetryBackoffLimit(0).build();
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(once)
                .withHttpClientFactory(new VertxHttpClientFactory(vertx))
                .build();
        return new KubeClient(client, () -> {
            client.close();
            vertx.close();
        });
    }

    @Override
    public void close() {
        closing.run();
    }
}
