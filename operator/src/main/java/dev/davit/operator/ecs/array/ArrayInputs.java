package dev.davit.operator.ecs.array;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskArray;
import dev.davit.api.ecs.v1alpha1.TaskArrayStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Everything that one pass over an array has read.
 *
 * @param array the array
 * @param tasks the Tasks that it made and that are still there
 * @param now the time of the pass
 */
record ArrayInputs(TaskArray array, List<Task> tasks, Instant now) {

    private static final TaskArrayStatus NONE = new TaskArrayStatus();

    TaskArrayStatus status() {
        return Objects.requireNonNullElse(array.getStatus(), NONE);
    }

    boolean stopWanted() {
        return "STOPPED".equals(array.getSpec().desiredStatus);
    }

    int attempts() {
        return Objects.requireNonNullElse(array.getSpec().attempts, 1);
    }

    int maxConcurrency() {
        return Objects.requireNonNullElse(array.getSpec().maxConcurrency, 10);
    }
}
