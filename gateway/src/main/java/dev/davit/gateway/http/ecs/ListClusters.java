package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.EcsCluster;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** The ARNs of clusters, in the order of their names. */
final class ListClusters implements Operation {

    private final Desk desk;

    ListClusters(Desk desk) {
        this.desk = desk;
    }

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        call.pageSize();
        return desk.gate()
                .require(call, "list", "clusters", null, "*")
                .thenCompose(yes -> desk.clusters().all(call.account()))
                .thenApply(named -> {
                    SortedSet<String> names = new TreeSet<>(named.keySet());
                    names.add(EcsCluster.DEFAULT);
                    List<String> arns =
                            names.stream().map(call.account()::clusterArn).toList();
                    ObjectNode document = JsonNodeFactory.instance.objectNode();
                    Pages.put(document, "clusterArns", arns, call);
                    return document;
                });
    }
}
