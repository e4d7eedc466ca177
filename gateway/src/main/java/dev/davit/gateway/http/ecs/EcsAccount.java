package dev.davit.gateway.http.ecs;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.Optional;

/**
 * The account of a call: a namespace, in the gateway's region.
 *
 * @param namespace its namespace
 * @param region the region in ARNs
 */
record EcsAccount(String namespace, String region) {

    /** The one cluster: everything that an account runs is in it. */
    static final String CLUSTER = "default";

    private static final String CLUSTERS = "cluster/";
    private static final String TASKS = "task/";

    /** The twelve digits. */
    String id() {
        return Accounts.of(namespace);
    }

    String clusterArn() {
        return clusterArn(CLUSTER);
    }

    String clusterArn(String name) {
        return Arn.of(Arn.ECS, region, id(), CLUSTERS + name).toString();
    }

    String taskArn(String name) {
        return Arn.task(region, id(), CLUSTER, name).toString();
    }

    String serviceArn(String name) {
        return Arn.of(Arn.ECS, region, id(), "service/" + CLUSTER + "/" + name).toString();
    }

    String definitionArn(String family, long revision) {
        return Arn.taskDefinition(region, id(), family, revision).toString();
    }

    /** Whether a cluster's name or ARN means the one that there is; null means it, too. */
    boolean isCluster(String cluster) {
        if (cluster == null || cluster.isEmpty()) {
            return true;
        }
        return Arn.parse(cluster)
                .map(arn -> own(arn).resource().equals(CLUSTERS + CLUSTER))
                .orElseGet(() -> cluster.equals(CLUSTER));
    }

    /** Refuses a cluster that is not there. */
    void checkCluster(String cluster) {
        if (!isCluster(cluster)) {
            throw EcsRefusal.of(ErrorCode.ECS_CLUSTER_NOT_FOUND, "Cluster not found.");
        }
    }

    /** The name of the Task object that an id or ARN of a task means; empty when it can be none of this cluster. */
    Optional<String> taskName(String task) {
        Optional<Arn> arn = Arn.parse(task);
        if (arn.isEmpty()) {
            return task.contains(":") || task.contains("/") ? Optional.empty() : Optional.of(task);
        }
        String resource = own(arn.get()).resource();
        String head = TASKS + CLUSTER + "/";
        return resource.startsWith(head) ? Optional.of(resource.substring(head.length())) : Optional.empty();
    }

    /** AWS's answer to an ARN of somewhere else. */
    Arn own(Arn arn) {
        if (!arn.service().equals(Arn.ECS)) {
            throw EcsRefusal.invalid("Invalid identifier: Unexpected service " + arn.service());
        }
        if (!arn.region().equals(region)) {
            throw EcsRefusal.invalid("Identifier is for " + arn.region() + ". Your region is " + region);
        }
        if (!arn.account().equals(id())) {
            throw EcsRefusal.invalid("Identifier is for " + arn.account() + ". Your accountId is " + id());
        }
        return arn;
    }
}
