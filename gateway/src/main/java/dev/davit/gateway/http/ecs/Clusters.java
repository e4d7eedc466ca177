package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.gateway.http.ecs.document.TaskFacts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The one cluster of an account, {@code default}: everything that it runs is in it. */
final class Clusters {

    private static final int MANY = 500;

    private final Desk desk;

    Clusters(Desk desk) {
        this.desk = desk;
    }

    /** How many tasks are on their way and at work, and how many services there are. */
    private record Counts(int pending, int running, int services) {

        Counts with(String last) {
            return switch (last) {
                case "PROVISIONING", "PENDING", "ACTIVATING" -> new Counts(pending + 1, running, services);
                case "RUNNING" -> new Counts(pending, running + 1, services);
                default -> this;
            };
        }

        Counts with(int more) {
            return new Counts(pending, running, services + more);
        }
    }

    /** ListClusters. */
    CompletionStage<ObjectNode> list(EcsCall call) {
        call.pageSize();
        return desk.gate().require(call, "list", "tasks", null, "*").thenApply(yes -> {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            Pages.put(document, "clusterArns", List.of(call.account().clusterArn()), call);
            return document;
        });
    }

    /** DescribeClusters. */
    CompletionStage<ObjectNode> describe(EcsCall call) {
        EcsAccount account = call.account();
        List<String> asked = call.input().texts("clusters");
        List<String> missing =
                asked.stream().filter(cluster -> !account.isCluster(cluster)).toList();
        boolean found = asked.isEmpty() || asked.size() > missing.size();
        return desk.gate()
                .require(call, "list", "tasks", null, account.clusterArn())
                .thenCompose(yes -> found
                        ? count(account.namespace(), null, new Counts(0, 0, 0))
                                .thenCompose(counts -> services(account.namespace(), null, counts))
                        : CompletableFuture.completedFuture(null))
                .thenApply(counts -> document(account, counts, missing));
    }

    private CompletionStage<Counts> count(String namespace, String token, Counts before) {
        return desk.directory().tasks(namespace, MANY, token, null).thenCompose(page -> {
            Counts counts = before;
            for (var task : page.items()) {
                counts = counts.with(TaskFacts.last(task));
            }
            return page.continuation() == null
                    ? CompletableFuture.completedFuture(counts)
                    : count(namespace, page.continuation(), counts);
        });
    }

    private CompletionStage<Counts> services(String namespace, String token, Counts before) {
        return desk.directory().services(namespace, MANY, token).thenCompose(page -> {
            long here = page.items().stream().filter(Services::isHere).count();
            Counts counts = before.with((int) here);
            return page.continuation() == null
                    ? CompletableFuture.completedFuture(counts)
                    : services(namespace, page.continuation(), counts);
        });
    }

    private ObjectNode document(EcsAccount account, Counts counts, List<String> missing) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode clusters = document.putArray("clusters");
        ArrayNode failures = document.putArray("failures");
        if (counts != null) {
            ObjectNode cluster = clusters.addObject();
            cluster.put("clusterArn", account.clusterArn());
            cluster.put("clusterName", EcsAccount.CLUSTER);
            cluster.put("status", "ACTIVE");
            cluster.put("registeredContainerInstancesCount", 0);
            cluster.put("runningTasksCount", counts.running());
            cluster.put("pendingTasksCount", counts.pending());
            cluster.put("activeServicesCount", counts.services());
            desk.providers().names().forEach(cluster.putArray("capacityProviders")::add);
        }
        for (String cluster : missing) {
            failures.addObject()
                    .put("arn", cluster.startsWith("arn:") ? cluster : account.clusterArn(cluster))
                    .put("reason", "MISSING");
        }
        return document;
    }
}
