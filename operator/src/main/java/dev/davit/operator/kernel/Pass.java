package dev.davit.operator.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What every pass has in common: when it is not made at all, and when it is made again. */
public final class Pass {
    private static final Logger LOG = Logger.getLogger(Pass.class);

    private Pass() {}

    /**
     * Runs the pass unless the object is being deleted, and ends it in peace when its namespace is: garbage collection
     * does the rest, and trying again would only keep the API server busy. The pass returns when to look again.
     */
    public static <P extends HasMetadata> UpdateControl<P> over(P primary, Supplier<Optional<Duration>> pass) {
        if (primary.getMetadata().getDeletionTimestamp() != null) {
            return UpdateControl.noUpdate();
        }
        try {
            UpdateControl<P> done = UpdateControl.noUpdate();
            pass.get().ifPresent(later -> done.rescheduleAfter(later.plusMillis(1)));
            return done;
        } catch (KubernetesClientException e) {
            if (!ApiErrors.namespaceTerminating(e)) {
                throw e;
            }
            LOG.debugf("namespace %s is going away", primary.getMetadata().getNamespace());
            return UpdateControl.noUpdate();
        }
    }

    /** Returns the sooner of two looks. */
    public static Optional<Duration> sooner(Optional<Duration> one, Optional<Duration> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().compareTo(other.get()) < 0 ? one.get() : other.get())
                : one.or(() -> other);
    }
}
