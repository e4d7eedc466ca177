package dev.davit.api.common;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** Which cluster of ECS a task is of, and how clusters are named in texts. */
public final class EcsCluster {

    /** The cluster that every namespace has. */
    public static final String DEFAULT = "default";

    /** The label by which a task that is of another cluster than {@link #DEFAULT} says so. */
    public static final String LABEL = "ecs.davit.dev/cluster";

    private static final String RESOURCE = "cluster/";

    private EcsCluster() {}

    /** The cluster of a task: that of its service, or the one that RunTask was asked for. */
    public static String of(HasMetadata task) {
        Map<String, String> labels = task.getMetadata().getLabels();
        return labels == null ? DEFAULT : labels.getOrDefault(LABEL, DEFAULT);
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
