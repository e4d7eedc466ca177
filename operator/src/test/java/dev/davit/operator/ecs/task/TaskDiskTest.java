package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.optional;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.EphemeralStorage;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much disk a task may fill. */
class TaskDiskTest {

    private static List<Container> containers(TaskDefinitionSpec spec) {
        return TaskPod.of(Pods.task(), new TaskPod.Revision(Pods.ARN, spec), Pods.setting())
                .getSpec()
                .getContainers();
    }

    @Test
    void ephemeralStorageIsALimitAndNotRequested() {
        TaskDefinitionSpec spec = spec(container("log", optional()), container("main"));
        spec.ephemeralStorage = new EphemeralStorage();
        spec.ephemeralStorage.sizeInGiB = 21;
        assertThat(containers(spec).get(0).getResources().getLimits()).doesNotContainKey("ephemeral-storage");
        assertThat(containers(spec).get(1).getResources().getLimits())
                .containsEntry("ephemeral-storage", new Quantity("21Gi"));
        assertThat(containers(spec).get(1).getResources().getRequests())
                .containsEntry("ephemeral-storage", new Quantity("0"));
    }

    @Test
    void aTaskThatSaysNothingHasFargatesDefault() {
        assertThat(containers(spec(container("main"))).getFirst().getResources().getLimits())
                .containsEntry("ephemeral-storage", new Quantity("20Gi"));
    }
}
