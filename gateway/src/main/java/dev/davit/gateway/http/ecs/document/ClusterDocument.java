package dev.davit.gateway.http.ecs.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.EcsCluster;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.Task;
import java.util.HashMap;
import java.util.Map;

/** A cluster as DescribeClusters tells of it. */
public final class ClusterDocument {

    private ClusterDocument() {}

    /**
     * How many tasks are on their way and at work, and how many services there are, by the names of their clusters.
     *
     * @param pending tasks that do not run yet
     * @param running tasks that run
     * @param services services
     */
    public record Counts(Map<String, Integer> pending, Map<String, Integer> running, Map<String, Integer> services) {

        /** Of nothing. */
        public static final Counts NONE = new Counts(Map.of(), Map.of(), Map.of());

        /** With a task more. */
        public Counts with(Task task) {
            String cluster = EcsCluster.of(task);
            return switch (TaskFacts.last(task)) {
                case "PROVISIONING", "PENDING", "ACTIVATING" -> new Counts(more(pending, cluster), running, services);
                case "RUNNING" -> new Counts(pending, more(running, cluster), services);
                default -> this;
            };
        }

        /** With a service more of a cluster. */
        public Counts withServiceOf(String cluster) {
            return new Counts(pending, running, more(services, cluster));
        }

        private static Map<String, Integer> more(Map<String, Integer> counts, String cluster) {
            Map<String, Integer> all = new HashMap<>(counts);
            all.merge(cluster, 1, Integer::sum);
            return all;
        }

        /** Puts the counts of a cluster into its document. */
        public void put(ObjectNode document, String cluster) {
            document.put("runningTasksCount", running.getOrDefault(cluster, 0));
            document.put("pendingTasksCount", pending.getOrDefault(cluster, 0));
            document.put("activeServicesCount", services.getOrDefault(cluster, 0));
        }
    }

    /** A cluster by its name; {@code object} is null for a default one that nobody wrote down. */
    public static ObjectNode of(String name, Cluster object, boolean tags) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("clusterName", name);
        document.put("status", "ACTIVE");
        document.put("registeredContainerInstancesCount", 0);
        if (object == null) {
            return document;
        }
        var spec = object.getSpec();
        if (spec.capacityProviders != null) {
            spec.capacityProviders.forEach(document.putArray("capacityProviders")::add);
        }
        if (spec.defaultCapacityProviderStrategy != null) {
            document.set(
                    "defaultCapacityProviderStrategy",
                    TaskDocument.list(spec.defaultCapacityProviderStrategy.stream()
                            .map(AwsNames::toAws)
                            .toList()));
        }
        if (tags && spec.tags != null) {
            document.set(
                    "tags",
                    TaskDocument.list(spec.tags.stream().map(AwsNames::toAws).toList()));
        }
        return document;
    }
}
