package dev.davit.operator.ecs.task;

import static dev.davit.operator.ecs.task.Pods.bound;
import static dev.davit.operator.ecs.task.Pods.ended;
import static dev.davit.operator.ecs.task.Pods.inputs;
import static dev.davit.operator.ecs.task.Pods.phase;
import static dev.davit.operator.ecs.task.Pods.running;
import static dev.davit.operator.ecs.task.Pods.waiting;
import static dev.davit.operator.ecs.task.Pods.with;
import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.optional;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the caches drop, nobody misses. */
class TaskStoresTest {

    private final Task task = Pods.task();

    static Stream<ContainerState> states() {
        return Stream.of(
                running(2),
                waiting("ErrImagePull", "not found"),
                waiting("ContainerCreating", null),
                ended(0, "Completed", 7),
                ended(137, "OOMKilled", 7));
    }

    @ParameterizedTest
    @MethodSource("states")
    void aLeanPodIsReadAsTheWholeOne(ContainerState state) {
        Pod whole = pod(state);
        Pod lean = TaskPodStore.lean(pod(state));

        assertThat(lean.getSpec().getContainers().getFirst().getEnv()).isEmpty();
        assertThat(Serialization.asJson(report(lean))).isEqualTo(Serialization.asJson(report(whole)));
        assertThat(TaskStep.next(inputs(task, lean, 30), () -> null).getClass())
                .isEqualTo(TaskStep.next(inputs(task, whole, 30), () -> null).getClass());
        assertThat(Serialization.asJson(TaskPodStore.lean(TaskPodStore.lean(pod(state)))))
                .isEqualTo(Serialization.asJson(lean));
    }

    private Pod pod(ContainerState state) {
        Pod pod = bound(task, container("main"), container("log", optional()));
        pod.getSpec()
                .getContainers()
                .getFirst()
                .setLivenessProbe(new ProbeBuilder().withPeriodSeconds(5).build());
        return with(with(phase(pod, "Running"), "main", state), "log", running(2));
    }

    private TaskStatus report(Pod pod) {
        TaskInputs inputs = inputs(task, pod, 30);
        return TaskReport.of(inputs, pod, StopDecision.of(PodReading.of(pod), Optional.empty(), inputs.now()));
    }

    @Test
    void ofAStoppedTaskItsExpiryIsLeft() {
        task.getSpec().taskDefinition = "report";
        task.getSpec().ttlSecondsAfterFinished = 60;
        task.setStatus(new TaskStatus());
        task.getStatus().lastStatus = "RUNNING";
        task.getStatus().podName = "report";
        assertThat(TaskStore.lean(task).getSpec().taskDefinition).isEqualTo("report");

        task.getStatus().lastStatus = "STOPPED";
        task.getStatus().stoppedAt = Pods.at(10);
        Task lean = TaskStore.lean(task);

        assertThat(TaskInputs.stopped(lean)).isTrue();
        assertThat(TaskTiming.expiresIn(lean, Pods.START.plusSeconds(30)))
                .isEqualTo(TaskTiming.expiresIn(task, Pods.START.plusSeconds(30)))
                .isPresent();
        assertThat(lean.getMetadata().getUid()).isEqualTo("uid-task");
        assertThat(lean.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(lean.getSpec().taskDefinition).isNull();
        assertThat(lean.getStatus().podName).isNull();
    }
}
