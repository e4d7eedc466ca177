package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.gateway.http.ecs.EcsDirectory.Revision;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The ARNs of registered revisions, by family and number; all are ACTIVE, for what is taken back is gone. */
final class ListTaskDefinitions implements Operation {

    private static final List<String> STATES = List.of("ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS");
    private static final List<String> ORDERS = List.of("ASC", "DESC");

    private final Desk desk;

    ListTaskDefinitions(Desk desk) {
        this.desk = desk;
    }

    private record Listed(String family, long number) {}

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        String state = call.input().oneOf("status", STATES);
        boolean last = "DESC".equals(call.input().oneOf("sort", ORDERS));
        String family = call.input().text("familyPrefix");
        call.pageSize();
        return desk.gate()
                .require(call, "list", "taskdefinitions", null, "*")
                .thenCompose(yes -> state == null || state.equals("ACTIVE")
                        ? listed(call.account(), family)
                        : CompletableFuture.completedFuture(List.<Listed>of()))
                .thenApply(all -> {
                    Comparator<Listed> order =
                            Comparator.comparing(Listed::family).thenComparing(Listed::number);
                    List<String> arns = all.stream()
                            .sorted(last ? order.reversed() : order)
                            .map(one -> call.account().definitionArn(one.family(), one.number()))
                            .toList();
                    ObjectNode document = JsonNodeFactory.instance.objectNode();
                    Pages.put(document, "taskDefinitionArns", arns, call);
                    return document;
                });
    }

    private CompletionStage<List<Listed>> listed(EcsAccount account, String family) {
        if (family != null && !family.isEmpty()) {
            return desk.definitions()
                    .holder(account, family)
                    .thenCompose(holder -> holder.isEmpty()
                            ? CompletableFuture.completedFuture(List.<Listed>of())
                            : desk.directory()
                                    .revisions(
                                            account.namespace(),
                                            holder.get().getMetadata().getName())
                                    .thenApply(revisions -> of(List.of(holder.get()), revisions)));
        }
        return desk.directory()
                .definitions(account.namespace())
                .thenCombine(desk.directory().revisions(account.namespace(), null), ListTaskDefinitions::of);
    }

    private static List<Listed> of(List<TaskDefinition> definitions, List<Revision> revisions) {
        Map<String, TaskDefinition> byUid = definitions.stream()
                .collect(Collectors.toMap(each -> each.getMetadata().getUid(), Function.identity()));
        return revisions.stream()
                .filter(revision -> byUid.containsKey(revision.ownerUid()))
                .map(revision -> new Listed(TaskDefinitions.family(byUid.get(revision.ownerUid())), revision.number()))
                .toList();
    }
}
