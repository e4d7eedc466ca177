package dev.davit.operator.ec2.cluster;

import dev.davit.operator.ec2.cluster.NetworkObjects.Change;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Wakes a reconciler when something changes that a shared cache, and not its own, knows. One that has not started has no cache yet:
 * its first passes see what there is.
 */
public final class Waker<P extends HasMetadata> {
    private final EventSourceContext<P> context;
    private final SimpleInboundEventSource<P> source = new SimpleInboundEventSource<>("network");

    /** A waker of the reconciler with that context. */
    public Waker(EventSourceContext<P> context) {
        this.context = context;
    }

    /** Wakes the objects of the change's namespace that {@code concerned} picks. */
    public Waker<P> on(NetworkObjects objects, BiPredicate<Change, P> concerned) {
        objects.listen(change -> {
            if (source.isRunning()) {
                context.getPrimaryCache()
                        .list(change.namespace(), primary -> concerned.test(change, primary))
                        .forEach(this::wake);
            }
        });
        return this;
    }

    /** Wakes all objects whenever that announces a change. */
    public Waker<P> onAll(Consumer<Runnable> announcer) {
        announcer.accept(() -> {
            if (source.isRunning()) {
                context.getPrimaryCache().list().forEach(this::wake);
            }
        });
        return this;
    }

    private void wake(P primary) {
        source.propagateEvent(ResourceID.fromResource(primary));
    }

    /** What the reconciler gives to the SDK. */
    public EventSource<?, P> source() {
        return source;
    }
}
