package dev.davit.operator.ec2.placement;

import dev.davit.api.davit.v1alpha1.NetworkClass;
import dev.davit.api.ec2.v1alpha1.AddressPool;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.network.PodLabels;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes a pod a member of a subnet and of groups.
 *
 * @param labels what policies select
 * @param annotations what the cluster's network plugin reads
 * @param nodeSelector the nodes of the subnet
 */
public record Place(Map<String, String> labels, Map<String, String> annotations, Map<String, String> nodeSelector) {
    /** Outside of every VPC: the internet, and nothing private. */
    public static final Place NOWHERE = new Place(Map.of(), Map.of(), Map.of());

    static final String ZONE = "topology.kubernetes.io/zone";
    static final String CALICO = "cni.projectcalico.org/ipv4pools";
    static final String CILIUM = "ipam.cilium.io/ip-pool";

    /** In that subnet of the class. */
    static Place in(Subnet subnet, NetworkClass network) {
        Map<String, String> nodes = new TreeMap<>();
        if (subnet.getSpec().nodeSelector != null) {
            nodes.putAll(subnet.getSpec().nodeSelector);
        }
        if (subnet.getSpec().availabilityZone != null) {
            nodes.put(ZONE, subnet.getSpec().availabilityZone);
        }
        return new Place(
                PodLabels.of(network.vpc, subnet.getMetadata().getName(), network.securityGroups),
                annotations(subnet.getSpec().addressPool),
                nodes);
    }

    private static Map<String, String> annotations(AddressPool pool) {
        if (pool == null) {
            return Map.of();
        }
        return "Calico".equals(pool.cni) ? Map.of(CALICO, "[\"" + pool.name + "\"]") : Map.of(CILIUM, pool.name);
    }
}
