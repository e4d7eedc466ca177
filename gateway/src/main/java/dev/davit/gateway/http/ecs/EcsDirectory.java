package dev.davit.gateway.http.ecs;

import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Port: tasks, task definitions and services as the cluster has them now, and the three writes that the ECS API makes. Nothing blocks;
 * every stage completes on any thread, exceptionally when the cluster cannot be asked.
 */
public interface EcsDirectory {

    /**
     * Some of many.
     *
     * @param items in the order of their objects' names
     * @param continuation what the next page is asked for with; null when there is none
     */
    record Page<T>(List<T> items, String continuation) {}

    /**
     * A registered revision of a task definition.
     *
     * @param definition the name of the TaskDefinition
     * @param ownerUid the uid of the TaskDefinition
     * @param number 1 for the first
     * @param registeredAt when (RFC 3339)
     * @param spec as it was registered, with the family written out
     */
    record Revision(String definition, String ownerUid, long number, String registeredAt, TaskDefinitionSpec spec) {}

    /**
     * What is known of a service that was deleted.
     *
     * @param object the name of the Service object
     * @param taskDefinition the ARN of the revision that it ran; null when it never ran one
     */
    record Inactive(String object, String taskDefinition) {}

    /** The Task of that name. */
    CompletionStage<Optional<Task>> task(String namespace, String name);

    /**
     * At most so many Tasks of a namespace, from the first on or from a continuation; fails with {@link
     * UnknownContinuation} when that is none. {@code labels} selects as in Kubernetes; null for all.
     */
    CompletionStage<Page<Task>> tasks(String namespace, int limit, String continuation, String labels);

    /** Creates the Task, or answers the one of its name that is there. Fails with {@link NotAdmitted} when it may not be. */
    CompletionStage<Task> create(Task task);

    /** Asks for the Task's end; fails with {@link NotAdmitted} when the cluster does not allow it. */
    CompletionStage<Optional<Task>> stop(Task task, String reason);

    /** The TaskDefinition of that name. */
    CompletionStage<Optional<TaskDefinition>> definition(String namespace, String name);

    /** All TaskDefinitions of a namespace. */
    CompletionStage<List<TaskDefinition>> definitions(String namespace);

    /** The revisions of one TaskDefinition, or of all of a namespace when its name is null; as they are named. */
    CompletionStage<List<Revision>> revisions(String namespace, String definition);

    /** All Clusters of a namespace. */
    CompletionStage<List<Cluster>> clusters(String namespace);

    /** The Service of that name. */
    CompletionStage<Optional<Service>> service(String namespace, String name);

    /** What a service of that cluster and name left behind that was deleted not long ago; empty when there is nothing. */
    CompletionStage<Optional<Inactive>> inactive(String namespace, String cluster, String name);

    /** At most so many Services of a namespace, as {@link #tasks} gives Tasks. */
    CompletionStage<Page<Service>> services(String namespace, int limit, String continuation);

    /**
     * Changes a Service's specification; a member whose value is null is removed. Empty when it has gone; fails with {@link
     * NotAdmitted} when the cluster does not allow it.
     */
    CompletionStage<Optional<Service>> change(Service service, Map<String, Object> spec);

    /** All Subnets of a namespace. */
    CompletionStage<List<Subnet>> subnets(String namespace);

    /** All SecurityGroups of a namespace. */
    CompletionStage<List<SecurityGroup>> securityGroups(String namespace);

    /** Whether the namespace has a ServiceAccount of that name, which is what a role is here. */
    CompletionStage<Boolean> hasRole(String namespace, String name);

    /** A continuation that the cluster does not know, or not any more. */
    final class UnknownContinuation extends RuntimeException {

        public UnknownContinuation() {
            super("unknown continuation", null, false, false);
        }
    }

    /** The API server does not take an object: a quota, an admission policy or the schema says why. */
    final class NotAdmitted extends RuntimeException {

        private final boolean limit;

        /** Because of that; {@code limit} when a quota of the namespace is used up. */
        public NotAdmitted(String why, boolean limit) {
            super(why, null, false, false);
            this.limit = limit;
        }

        /** Whether a quota is used up, which may be otherwise later. */
        public boolean isLimit() {
            return limit;
        }
    }
}
