package dev.davit.operator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/** What the operator has to know of the cluster's network; what is not said is looked up (DAVIT_NETWORK_…). */
@ConfigMapping(prefix = "davit.network")
public interface NetworkConfig {
    /** Ranges of pods' addresses; default: the podCIDRs of nodes, or every private range where nodes have none. */
    @WithName("pod-cidrs")
    Optional<List<String>> podCidrs();

    /** Ranges of Services' addresses; default: the cluster's ServiceCIDRs. */
    @WithName("service-cidrs")
    Optional<List<String>> serviceCidrs();

    /** Ranges of nodes' addresses; default: the addresses of the nodes there are. */
    @WithName("node-cidrs")
    Optional<List<String>> nodeCidrs();

    /** Addresses of the API server; default: the endpoints of the Service default/kubernetes. */
    @WithName("api-server-cidrs")
    Optional<List<String>> apiServerCidrs();

    /** Ranges that no rule opens. */
    @WithName("sealed-cidrs")
    @WithDefault("169.254.169.254/32,fd00:ec2::254/128")
    List<String> sealedCidrs();

    /** The namespace of the pods that resolve names. */
    @WithName("dns-namespace")
    @WithDefault("kube-system")
    String dnsNamespace();

    /** Labels of the pods that resolve names, as {@code key=value}. */
    @WithName("dns-pod-labels")
    @WithDefault("k8s-app=kube-dns")
    List<String> dnsPodLabels();

    /** Addresses that resolve names besides, such as those of a cache on each node. */
    @WithName("dns-cidrs")
    Optional<List<String>> dnsCidrs();

    /** Ports on which names are resolved. */
    @WithName("dns-ports")
    @WithDefault("53")
    List<Integer> dnsPorts();

    /** Prefix lists: a JSON object, by id {@code {"cidrs": [...], "pods": [{"namespace": ..., "labels": {...}}]}}. */
    @WithName("prefix-lists")
    Optional<String> prefixLists();

    /** Whether NetworkACLs are compiled to ClusterNetworkPolicies, for which the operator needs the rights. */
    @WithDefault("false")
    boolean acls();

    /** The priority of those in the Admin tier, 0 to 1000; lower ones are looked at first. */
    @WithName("acl-priority")
    @WithDefault("500")
    int aclPriority();

    /** Whether the operator looks every while whether policies hold, by what it must not reach of the gateway. */
    @WithDefault("false")
    boolean probe();
}
