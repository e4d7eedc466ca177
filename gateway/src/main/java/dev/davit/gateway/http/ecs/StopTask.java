package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.gateway.http.ecs.EcsDirectory.NotAdmitted;
import dev.davit.gateway.http.ecs.document.TaskDocument;
import dev.davit.gateway.http.ecs.document.TaskFacts;
import dev.davit.gateway.kernel.Causes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Asks for the end of a Task; one that is asked already stays as it is. */
final class StopTask implements Operation {

    private static final int LONGEST_REASON = 1024;
    private static final String USUAL_REASON = "Task stopped by user";

    private final Desk desk;

    StopTask(Desk desk) {
        this.desk = desk;
    }

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        EcsAccount account = call.account();
        String asked = call.input().needed("task");
        String reason = call.input().text("reason");
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw EcsRefusal.invalid("reason can have at most " + LONGEST_REASON + " characters.");
        }
        String name = account.taskName(asked).orElseThrow(StopTask::notFound);
        return desk.gate()
                .require(call, "patch", "tasks", name, account.taskArn(name))
                .thenCompose(yes -> desk.clusters().require(account))
                .thenCompose(there -> desk.directory().task(account.namespace(), name))
                .thenCompose(task -> stop(task.filter(account::isHere).orElseThrow(StopTask::notFound), reason))
                .thenCompose(task -> new PlannedTasks(account, desk).of(task).thenApply(definition -> {
                    ObjectNode document = JsonNodeFactory.instance.objectNode();
                    document.set(
                            "task",
                            TaskDocument.of(
                                    task, account.taskArn(name), account.clusterArn(), definition.orElse(null), true));
                    return document;
                }));
    }

    private CompletionStage<Task> stop(Task task, String reason) {
        if (TaskFacts.desired(task).equals(TaskFacts.STOPPED)) {
            return CompletableFuture.completedFuture(task);
        }
        GitOps.refuse(task, "task");
        return desk.directory()
                .stop(task, reason == null || reason.isBlank() ? USUAL_REASON : reason)
                .handle((stopped, failure) -> {
                    Throwable cause = Causes.of(failure);
                    return switch (cause) {
                        case null -> stopped.orElseThrow(StopTask::notFound);
                        case NotAdmitted refused -> throw EcsRefusal.client(refused.getMessage());
                        default -> throw new CompletionException(cause);
                    };
                });
    }

    private static EcsRefusal notFound() {
        return EcsRefusal.invalid("The referenced task was not found.");
    }
}
