package dev.davit.operator.ec2.networkacl;

import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.NetworkACL;
import dev.davit.operator.config.NetworkConfig;
import dev.davit.operator.ec2.policy.AclPolicies;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.Remembered;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The ClusterNetworkPolicies of ACLs. They belong to no namespace, so nothing collects them with their ACL: they are found
 * by labels.
 */
@Singleton
public class AclStanding {
    private static final Duration AGE = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final NetworkConfig config;
    private final Remembered<Boolean> served;

    /** Policies of that cluster. */
    public AclStanding(KubernetesClient client, NetworkConfig config, Clock clock) {
        this.client = client;
        this.config = config;
        this.served = new Remembered<>(() -> client.supports(AclPolicies.API_VERSION, AclPolicies.KIND), AGE, clock);
    }

    /** Why ACLs are not compiled; empty when they are. */
    String hindrance() {
        if (!config.acls()) {
            return "The entries are not in force: set networks.acls.enabled in the chart, which gives the operator the right"
                    + " to write ClusterNetworkPolicies.";
        }
        return served.get()
                ? ""
                : "The entries are not in force. NetworkPolicies cannot deny and know no order, and this cluster does not"
                        + " serve ClusterNetworkPolicy (" + AclPolicies.API_VERSION
                        + "): use security groups, which deny what they do not allow.";
    }

    int priority() {
        return config.aclPriority();
    }

    /** Makes the policies of an ACL so. */
    synchronized void converge(String namespace, String name, List<GenericKubernetesResource> wanted) {
        if (hindrance().isEmpty()) {
            List<GenericKubernetesResource> actual = client.genericKubernetesResources(
                            AclPolicies.API_VERSION, AclPolicies.KIND)
                    .withLabels(Map.of(Labels.NETWORK_ACL, name, Labels.NAMESPACE, namespace))
                    .list()
                    .getItems();
            DesiredSet.with(client).converge(wanted, actual);
        }
    }

    /** Removes the policies whose ACL is not there any more; one that is made again meanwhile gets its own again afterwards. */
    synchronized void sweep() {
        if (!hindrance().isEmpty()) {
            return;
        }
        client
                .genericKubernetesResources(AclPolicies.API_VERSION, AclPolicies.KIND)
                .withLabels(Map.of(Labels.MANAGED_BY, Labels.DAVIT))
                .withLabel(Labels.NETWORK_ACL)
                .list()
                .getItems()
                .stream()
                .filter(policy -> !hasAcl(policy.getMetadata().getLabels()))
                .forEach(DesiredSet.with(client)::delete);
    }

    private boolean hasAcl(Map<String, String> labels) {
        return client.resources(NetworkACL.class)
                        .inNamespace(labels.get(Labels.NAMESPACE))
                        .withName(labels.get(Labels.NETWORK_ACL))
                        .get()
                != null;
    }
}
