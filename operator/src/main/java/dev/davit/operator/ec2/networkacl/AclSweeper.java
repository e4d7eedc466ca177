package dev.davit.operator.ec2.networkacl;

import dev.davit.api.ec2.v1alpha1.NetworkACL;
import dev.davit.operator.ec2.cluster.Informers;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Removes the policies of ACLs that are gone, at the start and whenever one goes; when that fails, again later. The SDK could wake an ACL's
 * reconciler for its deletion, but drops the events of one that is made again meanwhile, whose entries would then not be in force.
 */
@Singleton
public class AclSweeper {
    private static final Logger LOG = Logger.getLogger(AclSweeper.class);

    private static final long AGAIN_SECONDS = 10;

    private final KubernetesClient client;
    private final AclStanding standing;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("network-acls").factory());

    /** A sweeper of that cluster. */
    public AclSweeper(KubernetesClient client, AclStanding standing) {
        this.client = client;
        this.standing = standing;
    }

    void start() {
        Informers.start(client.resources(NetworkACL.class).inAnyNamespace(), (before, after) -> {
            if (after == null) {
                soon();
            }
        });
        soon();
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** Many that go together are swept together. */
    private void soon() {
        if (due.compareAndSet(false, true)) {
            timer.execute(this::sweep);
        }
    }

    private void sweep() {
        due.set(false);
        try {
            standing.sweep();
        } catch (RuntimeException e) {
            LOG.warnf(
                    e, "the policies of network ACLs that are gone are looked for again in %d seconds", AGAIN_SECONDS);
            timer.schedule(this::soon, AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }
}
