package dev.davit.testkit.cluster;

import dev.davit.testkit.cluster.kind.KindCluster;
import dev.davit.testkit.cluster.kind.Shape;

/** Chooses who provides the cluster: the environment variable {@code DAVIT_CLUSTER}, else what this machine has. */
public final class Clusters {

    private Clusters() {}

    /** The provider that {@code DAVIT_CLUSTER} names (kind, node, kubeconfig); unset: Kind where a Docker engine and the node image are at hand, the built-in node elsewhere. */
    public static Cluster chosen(String name) {
        String provider = System.getenv("DAVIT_CLUSTER");
        if (provider == null || provider.isBlank()) {
            provider = KindCluster.isPossible() ? "kind" : "node";
        }
        return of(provider, name);
    }

    static Cluster of(String provider, String name) {
        return switch (provider) {
            case "kind" -> new KindCluster(name, Shape.parse(System.getenv("DAVIT_NODE_SHAPE")));
            case "node" -> new NodeCluster(name);
            case "kubeconfig" -> KubeconfigCluster.ofEnvironment(name);
            default ->
                throw new IllegalArgumentException(
                        "DAVIT_CLUSTER=" + provider + " is not a provider of clusters: use kind, node or kubeconfig");
        };
    }
}
