package dev.davit.operator.ecs.array;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;

/** The tasks of an array, which end as their own reconciler would let them. */
final class EndedTasks {

    private EndedTasks() {}

    /** Ends each task that has not ended yet. */
    static void endAll(KubernetesClient client, String namespace) {
        client.resources(Task.class).inNamespace(namespace).list().getItems().stream()
                .filter(task -> task.getStatus() == null || task.getStatus().lastStatus == null)
                .forEach(task -> end(client, task));
    }

    private static void end(KubernetesClient client, Task task) {
        task.setStatus(new TaskStatus());
        task.getStatus().observedGeneration = 1L;
        task.getStatus().lastStatus = "STOPPED";
        task.getStatus().taskDefinitionArn = "arn:aws:ecs:us-east-1:123456789012:task-definition/report:3";
        task.getStatus().conditions = List.of(new ConditionBuilder()
                .withType("Run")
                .withStatus("True")
                .withReason("Succeeded")
                .withMessage("")
                .withLastTransitionTime(Instant.now().toString())
                .build());
        client.resource(task).updateStatus();
    }
}
