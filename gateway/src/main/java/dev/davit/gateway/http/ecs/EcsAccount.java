package dev.davit.gateway.http.ecs;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.EcsCluster;
import dev.davit.api.ecs.v1alpha1.Task;
import java.util.Optional;

/**
 * The account of a call: a namespace, in the gateway's region.
 *
 * @param namespace its namespace
 * @param region the region in ARNs
 * @param cluster the name of the cluster that the call is about; nobody knows yet whether there is one
 */
record EcsAccount(String namespace, String region, String cluster) {

    private static final String CLUSTERS = "cluster/";
    private static final String TASKS = "task/";

    /** The twelve digits. */
    String id() {
        return Accounts.of(namespace);
    }

    /** The account of a call that names no cluster. */
    static EcsAccount of(String namespace, String region) {
        return new EcsAccount(namespace, region, EcsCluster.DEFAULT);
    }

    /** The same, about the cluster of that name or ARN; null and an empty text mean the default one. */
    EcsAccount in(String cluster) {
        return new EcsAccount(namespace, region, clusterName(cluster));
    }

    String clusterArn() {
        return clusterArn(cluster);
    }

    String clusterArn(String name) {
        return Arn.of(Arn.ECS, region, id(), CLUSTERS + name).toString();
    }

    String taskArn(String name) {
        return Arn.task(region, id(), cluster, name).toString();
    }

    String serviceArn(String name) {
        return Arn.of(Arn.ECS, region, id(), "service/" + cluster + "/" + name).toString();
    }

    String definitionArn(String family, long revision) {
        return Arn.taskDefinition(region, id(), family, revision).toString();
    }

    /** The name that a cluster's name or ARN means; what is neither cannot be the name of any. */
    private String clusterName(String cluster) {
        if (cluster == null || cluster.isEmpty()) {
            return EcsCluster.DEFAULT;
        }
        Arn.parse(cluster).ifPresent(this::own);
        return EcsCluster.ofText(cluster);
    }

    /** The name of the Task object that an id or ARN of a task means; empty when it can be none of this cluster. */
    Optional<String> taskName(String task) {
        Optional<Arn> arn = Arn.parse(task);
        if (arn.isEmpty()) {
            return task.contains(":") || task.contains("/") ? Optional.empty() : Optional.of(task);
        }
        String resource = own(arn.get()).resource();
        String head = TASKS + cluster + "/";
        return resource.startsWith(head) ? Optional.of(resource.substring(head.length())) : Optional.empty();
    }

    /** Whether a task is of the cluster that the call is about. */
    boolean isHere(Task task) {
        return EcsCluster.of(task).equals(cluster);
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
