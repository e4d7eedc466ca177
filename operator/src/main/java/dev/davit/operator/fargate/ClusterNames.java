package dev.davit.operator.fargate;

import dev.davit.api.ecs.v1alpha1.Cluster;

/** How clusters are named. */
public final class ClusterNames {

    private ClusterNames() {}

    /** The name of a cluster on AWS: what its spec says, else that of the object. */
    public static String of(Cluster cluster) {
        String name = cluster.getSpec().name;
        return name == null || name.isEmpty() ? cluster.getMetadata().getName() : name;
    }
}
