package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.gateway.http.ecs.EcsDirectory.NotAdmitted;
import dev.davit.gateway.http.ecs.document.TaskDocument;
import dev.davit.gateway.kernel.Causes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Makes Tasks: the first alone, so that a token that is used for something else makes none; then the others. */
final class RunTask implements Operation {

    private final Desk desk;
    private final RunNetwork network;
    private final RunRole role;

    RunTask(Desk desk) {
        this.desk = desk;
        this.network = new RunNetwork(desk.directory());
        this.role = new RunRole(desk.directory());
    }

    /** A task, or why there is none. */
    private record Made(Task task, String failure) {}

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        RunTaskRequest request = RunTaskRequest.of(call.input());
        desk.providers().check(request.providers());
        return desk.gate()
                .require(call, "create", "tasks", null, call.account().clusterArn())
                .thenCompose(yes -> desk.clusters().require(call.account()))
                .thenCompose(yes -> desk.definitions().find(call.account(), request.taskDefinition()))
                .thenCompose(found -> {
                    TaskDefinitions.Found definition =
                            found.orElseThrow(() -> EcsRefusal.client("TaskDefinition not found."));
                    TaskDefinitionSpec spec = definition.revision().spec();
                    Overrides.check(request.overrides(), spec);
                    return network.require(call.account(), request.network())
                            .thenCompose(there -> role.require(call.account(), spec, request.overrides()))
                            .thenCompose(there -> first(new NewTasks(request, call, spec.tags), definition.arn(), 0))
                            .thenApply(made -> document(made, call.account(), definition));
                });
    }

    /** The tasks of a request; {@code round} is how often its token was used before and is forgotten by now. */
    private CompletionStage<List<Made>> first(NewTasks tasks, String arn, int round) {
        Task wanted = tasks.task(0, round, arn, desk.ids());
        return create(wanted).thenCompose(made -> {
            if (made.task() == null) {
                return CompletableFuture.completedFuture(Collections.nCopies(tasks.count(), made));
            }
            return switch (tasks.judge(made.task(), round, desk.clock().epochMillis())) {
                case OURS -> others(tasks, made, round);
                case FORGOTTEN -> first(tasks, arn, round + 1);
                case ANOTHERS ->
                    throw EcsRefusal.conflict(
                            "The clientToken was used for a request with other parameters.",
                            List.of(made.task().getMetadata().getName()));
            };
        });
    }

    private CompletionStage<List<Made>> others(NewTasks tasks, Made first, int round) {
        CompletionStage<List<Made>> all = CompletableFuture.completedFuture(List.of(first));
        String arn = first.task().getSpec().taskDefinition;
        for (int index = 1; index < tasks.count(); index++) {
            all = all.thenCombine(create(tasks.task(index, round, arn, desk.ids())), RunTask::with);
        }
        return all;
    }

    private static List<Made> with(List<Made> all, Made one) {
        List<Made> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }

    /** A quota is a failure that is told beside the tasks that were made; any other refusal is the request's. */
    private CompletionStage<Made> create(Task task) {
        return desk.directory().create(task).handle((made, failure) -> {
            Throwable cause = Causes.of(failure);
            if (cause instanceof NotAdmitted refused && !refused.isLimit()) {
                throw EcsRefusal.invalid(refused.getMessage());
            }
            return switch (cause) {
                case null -> new Made(made, null);
                case NotAdmitted quota -> new Made(null, quota.getMessage());
                default -> throw new CompletionException(cause);
            };
        });
    }

    private static ObjectNode document(List<Made> made, EcsAccount account, TaskDefinitions.Found definition) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode tasks = document.putArray("tasks");
        ArrayNode failures = document.putArray("failures");
        for (Made one : made) {
            if (one.task() == null) {
                failures.addObject().put("reason", "RESOURCE:QUOTA").put("detail", one.failure());
            } else {
                tasks.add(TaskDocument.of(
                        one.task(),
                        account.taskArn(one.task().getMetadata().getName()),
                        account.clusterArn(),
                        definition.revision().spec(),
                        true));
            }
        }
        return document;
    }
}
