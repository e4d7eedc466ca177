package dev.davit.operator.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.ManagedInformerEventSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Puts answers of the API server into the cache that the next pass reads, until the watch has caught up. */
final class Caches<R extends HasMetadata> {
    private final ManagedInformerEventSource<R, ?, ?> source;

    private Caches(ManagedInformerEventSource<R, ?, ?> source) {
        this.source = source;
    }

    /** The cache of the object's kind; empty when this controller does not watch it. */
    @SuppressWarnings("unchecked")
    static <R extends HasMetadata> Optional<Caches<R>> of(Context<?> context, R object) {
        return context.eventSourceRetriever().getEventSourcesFor((Class<R>) object.getClass()).stream()
                .filter(ManagedInformerEventSource.class::isInstance)
                .map(found -> new Caches<>((ManagedInformerEventSource<R, ?, ?>) found))
                .findFirst();
    }

    /** The cache of the kind that this controller reconciles. */
    static <P extends HasMetadata> Caches<P> ofPrimary(Context<P> context) {
        return new Caches<>(context.eventSourceRetriever().getControllerEventSource());
    }

    void created(R object) {
        source.handleRecentResourceCreate(ResourceID.fromResource(object), object);
    }

    /**
     * Remembers an object whose status was written. Not when anybody changed more than that meanwhile: the cache would
     * take the event of that change for an old one, and nobody would look at it.
     */
    void statusWritten(R before, R after) {
        if (sameButStatus(before.getMetadata(), after.getMetadata())) {
            source.handleRecentResourceUpdate(ResourceID.fromResource(after), after, before);
        }
    }

    static boolean sameButStatus(ObjectMeta before, ObjectMeta after) {
        return Objects.equals(before.getUid(), after.getUid())
                && Objects.equals(before.getGeneration(), after.getGeneration())
                && Objects.equals(before.getDeletionTimestamp(), after.getDeletionTimestamp())
                && Objects.equals(before.getLabels(), after.getLabels())
                && annotations(before).equals(annotations(after));
    }

    /** But the one that {@link Lean} drops. */
    private static Map<String, String> annotations(ObjectMeta metadata) {
        Map<String, String> all =
                new HashMap<>(Objects.requireNonNullElse(metadata.getAnnotations(), Map.<String, String>of()));
        all.remove(Lean.LAST_APPLIED);
        return all;
    }
}
