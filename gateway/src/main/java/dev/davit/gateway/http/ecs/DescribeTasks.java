package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.gateway.http.ecs.document.TaskDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells of up to 100 tasks by id or ARN; those that are not there are failures, not an error. */
final class DescribeTasks implements Operation {

    private static final int MOST = 100;

    private final Desk desk;

    DescribeTasks(Desk desk) {
        this.desk = desk;
    }

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        EcsAccount account = call.account();
        List<String> asked = call.input().texts("tasks").stream().distinct().toList();
        if (asked.isEmpty()) {
            throw EcsRefusal.invalid("Tasks cannot be empty.");
        }
        if (asked.size() > MOST) {
            throw EcsRefusal.invalid("Tasks can have at most " + MOST + " items.");
        }
        boolean tags = call.input().tags();
        List<String> names = asked.stream()
                .flatMap(task -> account.taskName(task).stream())
                .distinct()
                .toList();
        return desk.gate()
                .requireEach(call, "get", "tasks", names, account::taskArn)
                .thenCompose(yes -> desk.clusters().require(account))
                .thenCompose(there -> read(account, asked))
                .thenApply(tasks -> document(account, asked, tasks, tags));
    }

    /** A task, and what it runs where its status does not tell that. */
    private record Described(Task task, TaskDefinitionSpec definition) {}

    private CompletionStage<List<Optional<Described>>> read(EcsAccount account, List<String> asked) {
        PlannedTasks planned = new PlannedTasks(account, desk);
        CompletionStage<List<Optional<Described>>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (String task : asked) {
            CompletionStage<Optional<Described>> one = account.taskName(task)
                    .map(name -> desk.directory().task(account.namespace(), name))
                    .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                    .thenCompose(found -> found.filter(account::isHere)
                            .map(there -> described(planned, there))
                            .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
            all = all.thenCombine(one, (list, found) -> {
                list.add(found);
                return list;
            });
        }
        return all;
    }

    private static CompletionStage<Optional<Described>> described(PlannedTasks planned, Task task) {
        return planned.of(task).thenApply(definition -> Optional.of(new Described(task, definition.orElse(null))));
    }

    private static ObjectNode document(
            EcsAccount account, List<String> asked, List<Optional<Described>> tasks, boolean tags) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode found = document.putArray("tasks");
        ArrayNode failures = document.putArray("failures");
        for (int i = 0; i < asked.size(); i++) {
            String name = account.taskName(asked.get(i)).orElse(null);
            String arn = name == null ? asked.get(i) : account.taskArn(name);
            tasks.get(i)
                    .ifPresentOrElse(
                            task -> found.add(
                                    TaskDocument.of(task.task(), arn, account.clusterArn(), task.definition(), tags)),
                            () -> failures.addObject().put("arn", arn).put("reason", "MISSING"));
        }
        return document;
    }
}
