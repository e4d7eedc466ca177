package dev.davit.gateway.http.ecs;

import dev.davit.api.common.TaskDefinitionName;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.gateway.http.ecs.document.TaskFacts;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** What the tasks of one call run whose containers the operator has not told yet; each definition is looked up once. */
final class PlannedTasks {

    private final EcsAccount account;
    private final EcsDirectory directory;
    private final TaskDefinitions definitions;
    private final Map<String, CompletionStage<Optional<TaskDefinitionSpec>>> found = new ConcurrentHashMap<>();

    PlannedTasks(EcsAccount account, Desk desk) {
        this.account = account;
        this.directory = desk.directory();
        this.definitions = desk.definitions();
    }

    /** The definition; empty when the task's status tells of its containers, and where there is no such definition. */
    CompletionStage<Optional<TaskDefinitionSpec>> of(Task task) {
        if (task.getStatus() != null && task.getStatus().containers != null) {
            return none();
        }
        var reference = task.getSpec().taskDefinitionRef;
        String decided = TaskFacts.definition(task);
        if (decided == null && reference != null) {
            return found.computeIfAbsent("object " + reference.from.name, key -> newest(reference.from.name));
        }
        return TaskDefinitionName.parse(decided == null ? task.getSpec().taskDefinition : decided)
                .filter(name -> name.account() == null || name.account().equals(account.id()))
                .map(name -> found.computeIfAbsent(name.toString(), key -> named(name)))
                .orElseGet(PlannedTasks::none);
    }

    private CompletionStage<Optional<TaskDefinitionSpec>> named(TaskDefinitionName name) {
        return definitions.holder(account, name.family()).thenCompose(holder -> holder.map(there -> spec(there, name))
                .orElseGet(PlannedTasks::none));
    }

    private CompletionStage<Optional<TaskDefinitionSpec>> newest(String object) {
        return directory.definition(account.namespace(), object).thenCompose(definition -> definition
                .filter(TaskDefinitions::isRegistered)
                .map(there ->
                        spec(there, new TaskDefinitionName(null, TaskDefinitions.family(there), OptionalLong.empty())))
                .orElseGet(PlannedTasks::none));
    }

    private CompletionStage<Optional<TaskDefinitionSpec>> spec(TaskDefinition definition, TaskDefinitionName name) {
        return definitions
                .revision(account, definition, name)
                .thenApply(revision -> revision.map(there -> there.revision().spec()));
    }

    private static CompletionStage<Optional<TaskDefinitionSpec>> none() {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
