package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.gateway.http.ecs.EcsDirectory.UnknownContinuation;
import dev.davit.gateway.http.ecs.document.ServiceDocument;
import dev.davit.gateway.http.ecs.document.TaskDocument;
import dev.davit.gateway.kernel.Causes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The ARNs of services, ten at a time unless more are asked for; a page is one of the API server's. */
final class ListServices implements Operation {

    private static final int USUAL = 10;
    private static final List<String> LAUNCH_TYPES = List.of("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES");
    private static final List<String> STRATEGIES = List.of("REPLICA", "DAEMON");

    private final Desk desk;

    ListServices(Desk desk) {
        this.desk = desk;
    }

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        EcsAccount account = call.account();
        String launchType = call.input().oneOf("launchType", LAUNCH_TYPES);
        boolean none = launchType != null && !launchType.equals(TaskDocument.FARGATE)
                || "DAEMON".equals(call.input().oneOf("schedulingStrategy", STRATEGIES));
        int most = call.input().has("maxResults") ? call.pageSize() : USUAL;
        return desk.gate()
                .require(call, "list", "services", null, account.clusterArn())
                .thenCompose(yes -> desk.clusters().require(account))
                .thenCompose(there -> desk.directory().services(account.namespace(), most, call.nextToken()))
                .exceptionallyCompose(failure -> CompletableFuture.failedStage(known(failure)))
                .thenApply(page -> {
                    ObjectNode document = JsonNodeFactory.instance.objectNode();
                    var arns = document.putArray("serviceArns");
                    page.items().stream()
                            .filter(service -> !none && Services.isOf(account.cluster(), service))
                            .forEach(service -> arns.add(account.serviceArn(ServiceDocument.name(service))));
                    if (page.continuation() != null) {
                        document.put("nextToken", page.continuation());
                    }
                    return document;
                });
    }

    private static Throwable known(Throwable failure) {
        Throwable cause = Causes.of(failure);
        return cause instanceof UnknownContinuation ? Pages.unknownToken() : failure;
    }
}
