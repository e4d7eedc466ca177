package dev.davit.operator.ecs.task;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.TaskDefinitionName;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskOverride;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.api.ecs.v1alpha1.TaskSpec;
import dev.davit.operator.fargate.Overrides;
import dev.davit.operator.fargate.Revisions;
import dev.davit.operator.fargate.TaskDefinitions;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the revision that a task runs.
 *
 * @param definitions the task definitions of the namespace
 * @param region the region in ARNs
 */
record RevisionLookup(TaskDefinitions definitions, String region) {

    /** The revision that the task is bound to already, else the one that its spec names now, as the task takes it. */
    TaskStep.Resolution find(Task task) {
        return switch (named(task)) {
            case TaskStep.Resolution.Found found -> taken(found.revision(), task.getSpec().overrides);
            case TaskStep.Resolution.Missing missing -> missing;
        };
    }

    private static TaskStep.Resolution taken(TaskPod.Revision revision, TaskOverride override) {
        return Overrides.problem(revision.spec(), override)
                .<TaskStep.Resolution>map(problem ->
                        new TaskStep.Resolution.Missing(new Outcome.Rejection(TaskReason.OverridesInvalid, problem)))
                .orElseGet(() -> new TaskStep.Resolution.Found(
                        new TaskPod.Revision(revision.arn(), Overrides.apply(revision.spec(), override))));
    }

    private TaskStep.Resolution named(Task task) {
        TaskSpec spec = task.getSpec();
        String pinned = task.getStatus() == null ? null : task.getStatus().taskDefinitionArn;
        if (pinned == null && spec.taskDefinitionRef != null && spec.taskDefinitionRef.from != null) {
            String name = spec.taskDefinitionRef.from.name;
            return definitions
                    .named(name)
                    .map(this::latest)
                    .orElseGet(() -> notFound("waits for the TaskDefinition " + name + " of this namespace"));
        }
        String text = pinned == null ? spec.taskDefinition : pinned;
        return TaskDefinitionName.parse(text)
                .map(name -> named(name, text, task.getMetadata().getNamespace()))
                .orElseGet(() -> new TaskStep.Resolution.Missing(new Outcome.Rejection(
                        TaskReason.TaskDefinitionNotFound,
                        "taskDefinition " + text + " is no family, family:revision or ARN of a task definition")));
    }

    private TaskStep.Resolution named(TaskDefinitionName name, String text, String namespace) {
        if (name.account() != null && !name.account().equals(Accounts.of(namespace))) {
            return new TaskStep.Resolution.Missing(new Outcome.Rejection(
                    TaskReason.TaskDefinitionNotFound,
                    "taskDefinition " + text + " is of another account; this namespace is " + Accounts.of(namespace)));
        }
        Optional<TaskDefinition> definition = definitions.ofFamily(name.family());
        if (definition.isEmpty()) {
            return notFound("waits for a TaskDefinition of the family " + name.family() + " in this namespace");
        }
        OptionalLong revision = name.revision();
        return revision.isPresent() ? revision(definition.get(), revision.getAsLong()) : latest(definition.get());
    }

    /** The newest revision, once the definition's present spec has become one. */
    private TaskStep.Resolution latest(TaskDefinition definition) {
        String name = definition.getMetadata().getName();
        if (!TaskDefinitions.seen(definition)) {
            return notReady("waits for the TaskDefinition " + name + " to be registered");
        }
        List<Condition> conditions = definition.getStatus().conditions;
        if (!Conditions.isTrue(conditions, "Registered")) {
            return notReady("waits for the TaskDefinition " + name + " to be registered"
                    + Conditions.find(conditions, "Ready")
                            .map(Condition::getMessage)
                            .map(": "::concat)
                            .orElse(""));
        }
        return revision(definition, definition.getStatus().revision);
    }

    private TaskStep.Resolution revision(TaskDefinition definition, long number) {
        return definitions
                .revision(definition, number)
                .<TaskStep.Resolution>map(revision -> new TaskStep.Resolution.Found(found(definition, revision)))
                .orElseGet(() -> notFound(
                        "the TaskDefinition " + definition.getMetadata().getName() + " has no revision " + number));
    }

    private TaskPod.Revision found(TaskDefinition definition, ControllerRevision revision) {
        var spec = Revisions.spec(revision);
        Arn arn = Arn.taskDefinition(
                region, Accounts.of(definition.getMetadata().getNamespace()), spec.family, revision.getRevision());
        return new TaskPod.Revision(arn.toString(), spec);
    }

    /** Whether a task that has no pod yet may go on when this definition changes. */
    static boolean concerns(TaskDefinition definition, Task task) {
        TaskSpec spec = task.getSpec();
        if (TaskInputs.stopped(task) || task.getStatus() != null && task.getStatus().podName != null) {
            return false;
        }
        return TaskDefinitions.isNamed(definition, spec.taskDefinitionRef, spec.taskDefinition);
    }

    private static TaskStep.Resolution notFound(String message) {
        return new TaskStep.Resolution.Missing(new Outcome.Waiting(TaskReason.TaskDefinitionNotFound, message));
    }

    private static TaskStep.Resolution notReady(String message) {
        return new TaskStep.Resolution.Missing(new Outcome.Waiting(TaskReason.TaskDefinitionNotReady, message));
    }
}
