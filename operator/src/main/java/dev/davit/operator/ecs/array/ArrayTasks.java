package dev.davit.operator.ecs.array;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskArray;
import dev.davit.api.ecs.v1alpha1.TaskArraySpec;
import dev.davit.api.ecs.v1alpha1.TaskSpec;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Objects;

/** Pure: the Task of an index. */
final class ArrayTasks {

    private static final int KEPT = 3_600;

    private ArrayTasks() {}

    /** The Task of that try, of the revision that the array is bound to, if it is. */
    static Task of(TaskArray array, ArrayStep.Next next, String revision) {
        String name = array.getMetadata().getName();
        TaskArraySpec wanted = array.getSpec();
        Task task = new Task();
        task.setMetadata(new ObjectMetaBuilder()
                .withNamespace(array.getMetadata().getNamespace())
                .withName(name + "-" + next.index() + "-" + next.attempt())
                .addToLabels(Labels.TASK_ARRAY, name)
                .addToLabels(Labels.ARRAY_INDEX, Integer.toString(next.index()))
                .addToLabels(Labels.ARRAY_SIZE, Integer.toString(wanted.size))
                .addToLabels(Labels.ARRAY_ATTEMPT, Integer.toString(next.attempt()))
                .addToOwnerReferences(Owners.controller(array))
                .build());
        TaskSpec spec = task.getSpec();
        spec.taskDefinition = revision == null ? wanted.taskDefinition : revision;
        spec.taskDefinitionRef = revision == null ? wanted.taskDefinitionRef : null;
        spec.networkConfiguration = wanted.networkConfiguration;
        spec.timeout = wanted.timeout;
        spec.startedBy = wanted.startedBy;
        spec.ttlSecondsAfterFinished = Objects.requireNonNullElse(wanted.ttlSecondsAfterFinished, KEPT);
        return task;
    }
}
