package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.EcsCluster;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.gateway.http.ecs.document.ClusterDocument;
import dev.davit.gateway.http.ecs.document.ClusterDocument.Counts;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells of clusters, {@code default} when none is named; those that are not there are failures, not an error. */
final class DescribeClusters implements Operation {

    private static final int MOST = 100;
    private static final int MANY = 500;

    private final Desk desk;

    DescribeClusters(Desk desk) {
        this.desk = desk;
    }

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        List<String> asked = call.input().texts("clusters");
        if (asked.size() > MOST) {
            throw EcsRefusal.invalid("Clusters can have at most " + MOST + " items.");
        }
        List<EcsAccount> places = asked.isEmpty()
                ? List.of(call.account().in(null))
                : asked.stream().map(call.account()::in).distinct().toList();
        List<String> named = places.stream()
                .map(EcsAccount::cluster)
                .filter(name -> !name.equals(EcsCluster.DEFAULT))
                .toList();
        return desk.gate()
                .require(call, "list", "tasks", null, places.getFirst().clusterArn())
                .thenCompose(yes -> named.isEmpty()
                        ? CompletableFuture.completedFuture(null)
                        : desk.gate()
                                .require(
                                        call,
                                        "list",
                                        "clusters",
                                        null,
                                        call.account().clusterArn(named.getFirst())))
                .thenCompose(yes -> desk.clusters().all(call.account()))
                .thenCompose(there -> counts(call.account(), places, there)
                        .thenApply(counts -> document(call, places, there, counts)));
    }

    private static boolean isThere(EcsAccount place, SortedMap<String, Cluster> there) {
        return place.cluster().equals(EcsCluster.DEFAULT) || there.containsKey(place.cluster());
    }

    /** What there is in the clusters; for those that are not there nothing is counted. */
    private CompletionStage<Counts> counts(
            EcsAccount account, List<EcsAccount> places, SortedMap<String, Cluster> there) {
        return places.stream().anyMatch(place -> isThere(place, there))
                ? tasks(account, null, Counts.NONE).thenCompose(counts -> services(account, null, counts))
                : CompletableFuture.completedFuture(Counts.NONE);
    }

    private CompletionStage<Counts> tasks(EcsAccount account, String token, Counts before) {
        return desk.directory().tasks(account.namespace(), MANY, token, null).thenCompose(page -> {
            Counts counts = before;
            for (var task : page.items()) {
                counts = counts.with(task);
            }
            return page.continuation() == null
                    ? CompletableFuture.completedFuture(counts)
                    : tasks(account, page.continuation(), counts);
        });
    }

    private CompletionStage<Counts> services(EcsAccount account, String token, Counts before) {
        return desk.directory().services(account.namespace(), MANY, token).thenCompose(page -> {
            Counts counts = before;
            for (var service : page.items()) {
                counts = counts.withServiceOf(Services.cluster(service));
            }
            return page.continuation() == null
                    ? CompletableFuture.completedFuture(counts)
                    : services(account, page.continuation(), counts);
        });
    }

    private ObjectNode document(
            EcsCall call, List<EcsAccount> places, SortedMap<String, Cluster> there, Counts counts) {
        boolean tags = call.input().texts("include").contains("TAGS");
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode clusters = document.putArray("clusters");
        ArrayNode failures = document.putArray("failures");
        for (EcsAccount place : places) {
            Cluster object = there.get(place.cluster());
            if (!isThere(place, there)) {
                failures.addObject().put("arn", place.clusterArn()).put("reason", "MISSING");
                continue;
            }
            ObjectNode cluster = ClusterDocument.of(place.cluster(), object, tags);
            cluster.put("clusterArn", place.clusterArn());
            counts.put(cluster, place.cluster());
            if (!cluster.has("capacityProviders")) {
                desk.providers().names().forEach(cluster.putArray("capacityProviders")::add);
            }
            clusters.add(cluster);
        }
        return document;
    }
}
