package dev.davit.operator.config;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Gives the lease back when the operator ends in order, so that the next one need not wait until it expires. The
 * operator SDK stops its passes first and leaves the lease as it is.
 */
@Singleton
class LeaseRelease {
    private static final Logger LOG = Logger.getLogger(LeaseRelease.class);
    /** Behind that of the operator SDK's own observer. */
    private static final int LAST = 4000;

    private final KubernetesClient client;
    private final OperatorConfig config;

    LeaseRelease(KubernetesClient client, OperatorConfig config) {
        this.client = client;
        this.config = config;
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent event) {
        try {
            config.podName().ifPresent(this::release);
        } catch (KubernetesClientException e) {
            LOG.warnf("the lease expires by itself: %s", e.getMessage());
        }
    }

    void release(String identity) {
        Lease lease = client.leases()
                .inNamespace(config.namespace())
                .withName(Settings.LEASE)
                .get();
        if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
            // With the version that was read: if another one has taken over meanwhile, this is a conflict.
            lease.getSpec().setHolderIdentity("");
            client.resource(lease).update();
        }
    }
}
