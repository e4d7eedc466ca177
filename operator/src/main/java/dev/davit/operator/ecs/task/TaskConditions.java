package dev.davit.operator.ecs.task;

import static java.util.stream.Collectors.joining;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.ecs.v1alpha1.StopCode;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskContainer;
import dev.davit.api.ecs.v1alpha1.TaskLifecycle;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The conditions of a task: Accepted, Run (it runs, or ended well), and what follows from them. */
final class TaskConditions {

    static final String ACCEPTED = "Accepted";
    static final String RUN = "Run";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, RUN);

    /** As the scheduler says it. */
    private static final Pattern MISSING_CLAIM = Pattern.compile("persistentvolumeclaim \"([^\"]+)\" not found");

    private TaskConditions() {}

    static List<Condition> of(TaskInputs inputs, PodReading reading, TaskStatus status, Optional<StopCause> cause) {
        if (reading.ended() || cause.isPresent() && !reading.anyRunning()) {
            return ended(inputs, status, cause.orElseThrow());
        }
        ConditionsBuilder conditions = accepted(inputs, status);
        if (cause.isPresent()) {
            return conditions
                    .markUnknown(
                            RUN, TaskReason.Stopping, "Stopping: " + cause.get().text() + ".")
                    .build();
        }
        if (TaskLifecycle.RUNNING.name().equals(status.lastStatus)) {
            return conditions
                    .markTrue(RUN, TaskReason.Running, "The task is running.")
                    .build();
        }
        if (reading.runningSince().isPresent()) {
            return conditions
                    .markUnknown(
                            RUN,
                            TaskReason.Starting,
                            "The task has to pass the health checks of its target groups first.")
                    .build();
        }
        Optional<StartFailure> failure = StartFailure.of(reading);
        if (failure.isPresent()) {
            return conditions
                    .markFalse(RUN, failure.get().why(), failure.get().text())
                    .build();
        }
        return unschedulable(reading)
                .map(why -> conditions.markFalse(RUN, TaskReason.Unschedulable, unschedulable(why, status)))
                .orElseGet(() -> conditions.markUnknown(RUN, TaskReason.Starting, "The task is starting."))
                .build();
    }

    private static Optional<String> unschedulable(PodReading reading) {
        return reading.condition("PodScheduled")
                .filter(c -> "False".equals(c.getStatus()) && "Unschedulable".equals(c.getReason()))
                .map(PodCondition::getMessage)
                .map(TaskConditions::firstSentence);
    }

    private static String unschedulable(String why, TaskStatus status) {
        Matcher claim = MISSING_CLAIM.matcher(why);
        return claim.find()
                ? "Waiting for the PersistentVolumeClaim \"" + claim.group(1)
                        + "\", which a volume of the task names and which is not in this namespace: create it."
                : "No node has room for %s CPU units and %s MiB: %s".formatted(status.cpu, status.memory, why);
    }

    /** What the scheduler found, without its remarks on preemption. */
    private static String firstSentence(String message) {
        int end = message.indexOf(". ");
        return end < 0 ? message : message.substring(0, end + 1);
    }

    static List<Condition> ended(TaskInputs inputs, TaskStatus status, StopCause cause) {
        ConditionsBuilder conditions = accepted(inputs, status);
        String message = cause.text() + exits(status, cause);
        return (cause.well()
                        ? conditions.markTrue(RUN, cause.why(), message)
                        : conditions.markStalled(RUN, cause.why(), message))
                .build();
    }

    /** How the containers ended, where that is the news. */
    private static String exits(TaskStatus status, StopCause cause) {
        if (cause.code() != StopCode.EssentialContainerExited || status.containers == null) {
            return "";
        }
        return status.containers.stream()
                .filter(container -> container.exitCode != null)
                .map(TaskConditions::exit)
                .collect(joining(", ", ": ", ""));
    }

    private static String exit(TaskContainer container) {
        return container.name + " with code " + container.exitCode
                + (container.reason == null ? "" : " (" + container.reason + ")");
    }

    static List<Condition> hindered(TaskInputs inputs, Hindrance hindrance) {
        ConditionsBuilder conditions = begin(inputs);
        return switch (hindrance.kind()) {
            case REFUSED ->
                conditions
                        .markStalled(ACCEPTED, hindrance.reason(), hindrance.message())
                        .build();
            case WAITING ->
                conditions
                        .markUnknown(ACCEPTED, hindrance.reason(), hindrance.message())
                        .build();
            case POD_REFUSED ->
                conditions
                        .markTrue(ACCEPTED, TaskReason.Accepted, "Runs " + hindrance.taskDefinitionArn() + ".")
                        .markFalse(RUN, hindrance.reason(), hindrance.message())
                        .build();
        };
    }

    private static ConditionsBuilder accepted(TaskInputs inputs, TaskStatus status) {
        return status.taskDefinitionArn == null
                ? begin(inputs).markTrue(ACCEPTED, TaskReason.Accepted, "")
                : begin(inputs).markTrue(ACCEPTED, TaskReason.Accepted, "Runs " + status.taskDefinitionArn + ".");
    }

    private static ConditionsBuilder begin(TaskInputs inputs) {
        Task task = inputs.task();
        return CONDITIONS.begin(
                task.getStatus() == null ? null : task.getStatus().conditions,
                task.getMetadata().getGeneration(),
                inputs.now());
    }
}
