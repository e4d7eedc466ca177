package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** The families that have a registered revision. */
final class ListTaskDefinitionFamilies implements Operation {

    private static final List<String> STATES = List.of("ACTIVE", "INACTIVE", "ALL");

    private final Desk desk;

    ListTaskDefinitionFamilies(Desk desk) {
        this.desk = desk;
    }

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        boolean none = "INACTIVE".equals(call.input().oneOf("status", STATES));
        String prefix = Objects.requireNonNullElse(call.input().text("familyPrefix"), "");
        call.pageSize();
        return desk.gate()
                .require(call, "list", "taskdefinitions", null, "*")
                .thenCompose(yes -> desk.directory().definitions(call.account().namespace()))
                .thenApply(definitions -> {
                    List<String> families = definitions.stream()
                            .filter(TaskDefinitions::isRegistered)
                            .map(TaskDefinitions::family)
                            .filter(family -> !none && family.startsWith(prefix))
                            .distinct()
                            .sorted()
                            .toList();
                    ObjectNode document = JsonNodeFactory.instance.objectNode();
                    Pages.put(document, "families", families, call);
                    return document;
                });
    }
}
