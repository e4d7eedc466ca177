package dev.davit.operator.ecs.array;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskArrayReason;
import dev.davit.api.ecs.v1alpha1.TaskArrayStatus;
import dev.davit.operator.kernel.Names;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Pure: what the status of an array says after a pass. */
final class ArrayReport {

    static final String ACCEPTED = "Accepted";
    static final String RUN = "Run";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, RUN);
    private static final int MESSAGE = 512;

    private ArrayReport() {}

    /** {@code refusal} is why tasks could not be made, if they could not. */
    static TaskArrayStatus of(ArrayInputs inputs, ArrayStep step, Optional<String> refusal) {
        TaskArrayStatus status = new TaskArrayStatus();
        status.observedGeneration = inputs.array().getMetadata().getGeneration();
        status.taskDefinitionArn = revision(inputs);
        status.pending = step.pending();
        status.active = step.active();
        status.succeeded = step.succeeded().cardinality();
        status.failed = step.failed().cardinality();
        status.succeededIndexes = Indexes.text(step.succeeded());
        status.failedIndexes = Indexes.text(step.failed());
        if (step.over()) {
            status.stoppedAt = inputs.status().stoppedAt == null
                    ? inputs.now().truncatedTo(ChronoUnit.SECONDS).toString()
                    : inputs.status().stoppedAt;
        }
        status.conditions = conditions(inputs, step, status, refusal);
        return status;
    }

    /** That of the first task that knows it: the others follow, whatever the definition's newest is by then. */
    static String revision(ArrayInputs inputs) {
        return inputs.status().taskDefinitionArn != null
                ? inputs.status().taskDefinitionArn
                : inputs.tasks().stream()
                        .map(Task::getStatus)
                        .filter(Objects::nonNull)
                        .map(status -> status.taskDefinitionArn)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static List<Condition> conditions(
            ArrayInputs inputs, ArrayStep step, TaskArrayStatus status, Optional<String> refusal) {
        ConditionsBuilder conditions = CONDITIONS
                .begin(inputs.status().conditions, inputs.array().getMetadata().getGeneration(), inputs.now())
                .markTrue(ACCEPTED, TaskArrayReason.Accepted, "");
        if (refusal.isPresent()) {
            return conditions
                    .markFalse(RUN, TaskArrayReason.TaskRefused, Names.cut(refusal.get(), MESSAGE))
                    .build();
        }
        if (!step.over()) {
            return conditions
                    .markUnknown(RUN, TaskArrayReason.Running, "Tasks are at work.")
                    .build();
        }
        String counts = "%d of %d ended well, %d failed"
                .formatted(status.succeeded, inputs.array().getSpec().size, status.failed);
        if (status.pending > 0) {
            return conditions
                    .markStalled(RUN, TaskArrayReason.Stopped, "Stopped by user: " + counts + ".")
                    .build();
        }
        return (status.failed > 0
                        ? conditions.markStalled(RUN, TaskArrayReason.TaskFailed, counts + ": " + status.failedIndexes)
                        : conditions.markTrue(RUN, TaskArrayReason.Succeeded, counts + "."))
                .build();
    }
}
