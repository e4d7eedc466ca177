package dev.davit.operator.ecs.task;

import static dev.davit.operator.ecs.task.Pods.bound;
import static dev.davit.operator.ecs.task.Pods.inputs;
import static dev.davit.operator.ecs.task.Pods.pod;
import static dev.davit.operator.ecs.task.Pods.waiting;
import static dev.davit.operator.ecs.task.Pods.with;
import static dev.davit.operator.fargate.Definitions.container;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes of what is not there stop a task in ECS's words, and nothing else does. */
class UnmountedVolumesTest {

    private final Task task = Pods.task();

    private Pod creating() {
        Pod pod = with(bound(task, container("main")), "main", waiting("ContainerCreating", null));
        pod.getSpec()
                .setVolumes(List.of(new VolumeBuilder()
                        .withName("settings")
                        .withNewConfigMap()
                        .withName("settings")
                        .endConfigMap()
                        .build()));
        return pod;
    }

    private static Event event(String message) {
        return new EventBuilder().withReason("FailedMount").withMessage(message).build();
    }

    private TaskStatus status(Pod pod, int second) {
        TaskInputs inputs = inputs(task, pod, second);
        return TaskReport.of(inputs, pod, StopDecision.of(PodReading.of(pod), Optional.empty(), inputs.now()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"configmap \"settings\" not found", "secret \"db\" not found"})
    void aVolumeOfWhatIsNotThereStopsTheTaskAfterAFewTries(String missing) {
        Pod told = UnmountedVolumes.told(
                creating(), List.of(event("MountVolume.SetUp failed for volume \"settings\" : " + missing)));
        TaskStatus early = status(told, 10);
        assertThat(early.stopCode).isNull();
        assertThat(Conditions.find(early.conditions, "Ready").orElseThrow().getMessage())
                .contains(missing);
        TaskStatus status = status(told, 17);
        assertThat(status.stopCode).isEqualTo("TaskFailedToStart");
        assertThat(status.stoppedReason)
                .isEqualTo("ResourceInitializationError: unable to set up the task's volumes: " + missing);
    }

    @Test
    void aVolumeThatOnlyTakesTimeStopsNothing() {
        Pod pod = creating();
        assertThat(UnmountedVolumes.told(pod, List.of(event("timed out waiting for the condition"))))
                .isSameAs(pod);
        assertThat(status(pod, 600).stopCode).isNull();
    }

    @Test
    void eventsAreReadOnceItTakesLongAndSeldom() {
        PodReading reading = PodReading.of(creating());
        assertThat(UnmountedVolumes.isSuspected(reading, Pods.START.plusSeconds(15)))
                .isFalse();
        assertThat(UnmountedVolumes.nextLook(reading, Pods.START.plusSeconds(5)))
                .contains(Pods.START.plusSeconds(16));
        assertThat(UnmountedVolumes.isSuspected(reading, Pods.START.plusSeconds(16)))
                .isTrue();
        assertThat(UnmountedVolumes.nextLook(reading, Pods.START.plusSeconds(16)))
                .contains(Pods.START.plusSeconds(31));
        Pod ready = creating();
        ready.getStatus()
                .setConditions(List.of(new PodConditionBuilder()
                        .withType("PodReadyToStartContainers")
                        .withStatus("True")
                        .build()));
        assertThat(UnmountedVolumes.isSuspected(PodReading.of(ready), Pods.START.plusSeconds(60)))
                .isFalse();
        assertThat(UnmountedVolumes.isSuspected(
                        PodReading.of(bound(task, container("main"))), Pods.START.plusSeconds(60)))
                .as("a pod without such volumes")
                .isFalse();
        assertThat(UnmountedVolumes.nextLook(PodReading.of(pod(task, container("main"))), Pods.START))
                .isEmpty();
    }

    @Test
    void aClaimThatIsNotThereIsSaidPlainly() {
        Pod pod = pod(task, container("main"));
        pod.getStatus()
                .setConditions(List.of(new PodConditionBuilder()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage(
                                "0/1 nodes are available: persistentvolumeclaim \"data\" not found. preemption: none.")
                        .build()));
        assertThat(Conditions.find(status(pod, 5).conditions, "Ready")
                        .orElseThrow()
                        .getMessage())
                .startsWith("Waiting for the PersistentVolumeClaim \"data\"");
    }
}
