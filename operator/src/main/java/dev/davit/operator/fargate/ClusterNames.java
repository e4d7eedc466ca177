package dev.davit.operator.fargate;

import dev.davit.api.common.Arn;
import dev.davit.api.ecs.v1alpha1.Cluster;

/** How clusters are named. */
public final class ClusterNames {

    /** The cluster that every namespace has. */
    public static final String DEFAULT = "default";

    private static final String RESOURCE = "cluster/";

    private ClusterNames() {}

    /** The name of a cluster on AWS: what its spec says, else that of the object. */
    public static String of(Cluster cluster) {
        String name = cluster.getSpec().name;
        return name == null || name.isEmpty() ? cluster.getMetadata().getName() : name;
    }

    /** The name in a name or an ARN; null means the default one. */
    public static String ofText(String nameOrArn) {
        if (nameOrArn == null) {
            return DEFAULT;
        }
        return Arn.parse(nameOrArn)
                .map(Arn::resource)
                .filter(resource -> resource.startsWith(RESOURCE))
                .map(resource -> resource.substring(RESOURCE.length()))
                .orElse(nameOrArn);
    }
}
