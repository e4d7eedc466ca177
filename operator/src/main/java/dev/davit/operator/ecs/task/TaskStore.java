package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskSpec;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.kernel.Lean;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/**
 * The cache of tasks. One that has stopped is never looked at again but for its expiry: of it, no more is kept than what says
 * that, and when.
 */
public final class TaskStore extends TransformingItemStore<Task> {
    /** Made by the operator SDK. */
    public TaskStore() {
        super(TaskStore::lean);
    }

    static Task lean(Task task) {
        Lean.metadata(task);
        if (task.getStatus() == null) {
            return task;
        }
        if (!TaskInputs.stopped(task)) {
            Lean.conditions(task.getStatus().conditions);
            return task;
        }
        var metadata = task.getMetadata();
        Task stopped = new Task();
        stopped.setMetadata(new ObjectMetaBuilder()
                .withName(metadata.getName())
                .withNamespace(metadata.getNamespace())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion())
                .withGeneration(metadata.getGeneration())
                .withDeletionTimestamp(metadata.getDeletionTimestamp())
                .build());
        stopped.setSpec(new TaskSpec());
        stopped.getSpec().ttlSecondsAfterFinished = task.getSpec().ttlSecondsAfterFinished;
        stopped.setStatus(new TaskStatus());
        stopped.getStatus().lastStatus = Lean.word(task.getStatus().lastStatus);
        stopped.getStatus().stoppedAt = task.getStatus().stoppedAt;
        return Lean.metadata(stopped);
    }
}
