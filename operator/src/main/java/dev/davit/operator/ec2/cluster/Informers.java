package dev.davit.operator.ec2.cluster;

import dev.davit.operator.kernel.LeanStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** Starts informers that are shared by several reconcilers. */
public final class Informers {
    /** How the index by namespace is called. */
    static final String NAMESPACE = "namespace";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Informers() {}

    /** The same with a lean store. */
    public static <R extends HasMetadata> SharedIndexInformer<R> start(Informable<R> of, BiConsumer<R, R> changed) {
        return start(of, new LeanStore<>(), changed);
    }

    /**
     * An informer that has seen everything there is; {@code changed} gets the object before and after a change, null for
     * none. An IllegalStateException when the API server does not answer in time.
     */
    static <R extends HasMetadata> SharedIndexInformer<R> start(
            Informable<R> of, ItemStore<R> store, BiConsumer<R, R> changed) {
        SharedIndexInformer<R> informer = of.runnableInformer(0)
                .itemStore(store)
                .exceptionHandler((isStarted, failure) -> isStarted)
                .addEventHandler(handler(changed));
        try {
            informer.start().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return informer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a cache was filled", e);
        } catch (ExecutionException | TimeoutException e) {
            informer.stop();
            throw new IllegalStateException(
                    "a cache of " + informer.getApiTypeClass().getSimpleName()
                            + " cannot be filled; may the operator list and watch them?",
                    e);
        }
    }

    private static <R extends HasMetadata> ResourceEventHandler<R> handler(BiConsumer<R, R> changed) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(R object) {
                changed.accept(null, object);
            }

            @Override
            public void onUpdate(R before, R after) {
                changed.accept(before, after);
            }

            @Override
            public void onDelete(R object, boolean isStateUnknown) {
                changed.accept(object, null);
            }
        };
    }
}
