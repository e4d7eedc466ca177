package dev.davit.operator.ec2.cluster;

import dev.davit.api.common.Labels;
import dev.davit.network.ClusterFacts;
import dev.davit.operator.ec2.policy.WallPolicies;
import dev.davit.operator.kernel.ApiErrors;
import dev.davit.operator.kernel.DesiredSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * The wall around the pods of a namespace: three NetworkPolicies that stand before the first pod does. They stay when the
 * last pod has gone, for they select nothing then.
 */
@Singleton
public class NetworkWall {
    private static final Logger LOG = Logger.getLogger(NetworkWall.class);

    private final KubernetesClient client;
    private final ClusterNetwork cluster;
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    /** Namespaces whose wall was seen to stand for those facts. */
    private final Map<String, ClusterFacts> verified = new ConcurrentHashMap<>();

    private final Executor repairs =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("wall").factory());
    private SharedIndexInformer<NetworkPolicy> standing;

    /** A wall for the facts of that cluster. */
    public NetworkWall(KubernetesClient client, ClusterNetwork cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    /**
     * Puts the wall up unless it stands. Returns when the API server has it; a KubernetesClientException otherwise, and
     * then no pod may be made.
     */
    public void ensure(String namespace) {
        start();
        namespaces.add(namespace);
        if (cluster.facts() != verified.get(namespace)) {
            putUp(namespace);
        }
    }

    /** One at a time: what two want at once is written once. */
    private synchronized void putUp(String namespace) {
        ClusterFacts facts = cluster.facts();
        if (facts == verified.get(namespace)) {
            return;
        }
        DesiredSet wall = DesiredSet.with(client);
        WallPolicies.of(namespace, facts)
                .forEach(policy -> wall.apply(
                        policy, standing(namespace, policy.getMetadata().getName())));
        verified.put(namespace, facts);
    }

    /** What was seen before does not count: something has changed since. */
    private synchronized void again(String namespace) {
        verified.remove(namespace);
        putUp(namespace);
    }

    /** Has the wall put up soon, for pods that are there already. */
    public void keep(String namespace) {
        if (namespaces.add(namespace)) {
            start();
            repair(namespace);
        }
    }

    private Optional<NetworkPolicy> standing(String namespace, String name) {
        return Optional.ofNullable(standing.getIndexer().getByKey(namespace + "/" + name));
    }

    private synchronized void start() {
        if (standing != null) {
            return;
        }
        cluster.listen(() -> namespaces.forEach(this::repair));
        standing = Informers.start(
                client.network().v1().networkPolicies().inAnyNamespace().withLabel(Labels.COMPONENT, Labels.WALL),
                (before, after) -> changed(before == null ? after : before));
    }

    private void changed(NetworkPolicy policy) {
        verified.remove(policy.getMetadata().getNamespace());
        if (namespaces.contains(policy.getMetadata().getNamespace())) {
            repair(policy.getMetadata().getNamespace());
        }
    }

    /** Not on the informer's thread, which has to go on meanwhile. */
    private void repair(String namespace) {
        repairs.execute(() -> {
            try {
                again(namespace);
            } catch (IllegalStateException e) {
                LOG.warnf(e, "the wall of namespace %s was not looked at", namespace);
            } catch (KubernetesClientException e) {
                if (ApiErrors.namespaceTerminating(e)) {
                    namespaces.remove(namespace);
                } else {
                    verified.remove(namespace);
                    LOG.warnf("the wall of namespace %s is not as it should be: %s", namespace, e.getMessage());
                }
            }
        });
    }
}
