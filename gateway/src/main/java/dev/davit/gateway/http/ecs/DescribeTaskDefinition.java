package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.Arn;
import dev.davit.api.common.TaskDefinitionName;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.gateway.http.ecs.TaskDefinitions.Found;
import dev.davit.gateway.http.ecs.document.DefinitionDocument;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells of one revision of a task definition. */
final class DescribeTaskDefinition implements Operation {

    private static final String UNKNOWN = "Unable to describe task definition.";

    private final Desk desk;

    DescribeTaskDefinition(Desk desk) {
        this.desk = desk;
    }

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        String asked = call.input().needed("taskDefinition");
        Arn.parse(asked).ifPresent(call.account()::own);
        TaskDefinitionName name = TaskDefinitionName.parse(asked).orElseThrow(() -> EcsRefusal.client(UNKNOWN));
        boolean tags = call.input().tags();
        return desk.definitions()
                .holder(call.account(), name.family())
                .thenCompose(holder -> found(call, name, holder))
                .thenApply(found -> document(found.orElseThrow(() -> EcsRefusal.client(UNKNOWN)), tags));
    }

    /** Nobody is told whether there is one who may not get it: RBAC knows it by its object's name, which need not be its family's. */
    private CompletionStage<Optional<Found>> found(
            EcsCall call, TaskDefinitionName name, Optional<TaskDefinition> holder) {
        String object = holder.map(each -> each.getMetadata().getName()).orElse(name.family());
        return desk.gate()
                .require(call, "get", "taskdefinitions", object, "*")
                .thenCompose(yes -> holder.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : desk.definitions().revision(call.account(), holder.get(), name));
    }

    private static ObjectNode document(Found found, boolean tags) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        var revision = found.revision();
        document.set(
                "taskDefinition",
                DefinitionDocument.of(revision.spec(), found.arn(), revision.number(), revision.registeredAt()));
        if (tags) {
            document.set("tags", DefinitionDocument.tags(revision.spec()));
        }
        return document;
    }
}
