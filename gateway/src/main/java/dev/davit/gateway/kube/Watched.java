package dev.davit.gateway.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An informer that tries for ever: an API server that is away, or a CRD that is not there yet, only delays it. */
final class Watched {

    private static final Logger LOG = Logger.getLogger(Watched.class.getName());
    private static final long PAGE = 200;

    private final SharedIndexInformer<?> informer;

    private Watched(SharedIndexInformer<?> informer) {
        this.informer = informer;
    }

    static <T extends HasMetadata, E> Watched of(Informable<T> objects, FeedingStore.Feed<T, E> feed) {
        SharedIndexInformer<T> informer = objects.withLimit(PAGE).runnableInformer(0);
        String kind = feed.empty().get().getKind();
        informer.removeNamespaceIndex().itemStore(new FeedingStore<>(feed)).exceptionHandler((started, failure) -> {
            LOG.log(Level.WARNING, "Watching {0} failed, trying again: {1}", new Object[] {kind, failure.toString()});
            return true;
        });
        return new Watched(informer);
    }

    /** Completes when all of the first picture has been passed on. */
    CompletableFuture<Void> start() {
        return informer.start().toCompletableFuture();
    }

    void stop() {
        informer.stop();
    }
}
