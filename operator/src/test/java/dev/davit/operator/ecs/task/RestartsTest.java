package dev.davit.operator.ecs.task;

import static dev.davit.operator.ecs.task.Pods.at;
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

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.ContainerRestartPolicy;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Containers that are started again in the same task; they start at second 2. */
class RestartsTest {

    private final Task task = Pods.task();

    private static Consumer<ContainerDefinition> restarts(Integer... ignored) {
        return container -> {
            container.restartPolicy = new ContainerRestartPolicy();
            container.restartPolicy.enabled = true;
            container.restartPolicy.ignoredExitCodes = List.of(ignored);
            container.restartPolicy.restartAttemptPeriod = 60;
        };
    }

    private TaskStatus status(Pod pod, int second) {
        TaskInputs inputs = inputs(task, pod, second);
        return TaskReport.of(inputs, pod, StopDecision.of(PodReading.of(pod), inputs.stopWish(), inputs.now()));
    }

    private Pod again(Pod pod, ContainerState last, int since) {
        with(pod, "main", running(since));
        last(pod, last);
        return pod;
    }

    private static void last(Pod pod, ContainerState last) {
        pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getName().equals("main"))
                .forEach(status -> status.setLastState(last));
    }

    @Test
    void imagesWerePulledOnceThoughAContainerIsStartedAgain() {
        Pod pod = with(phase(bound(task, container("main", restarts())), "Running"), "main", running(2));
        task.setStatus(status(pod, 3));
        assertThat(task.getStatus().pullStoppedAt).isEqualTo(Pods.at(2));
        assertThat(status(with(pod, "main", running(400)), 401).pullStoppedAt).isEqualTo(Pods.at(2));
    }

    @Test
    void theKubeletIsToldByExitCode() {
        var always = Pods.pod(task, container("main", restarts()))
                .getSpec()
                .getContainers()
                .getFirst();
        assertThat(always.getRestartPolicy()).isEqualTo("Always");
        assertThat(always.getRestartPolicyRules()).isEmpty();
        var some = Pods.pod(task, container("main", restarts(0, 3)))
                .getSpec()
                .getContainers()
                .getFirst();
        assertThat(some.getRestartPolicy()).isEqualTo("Never");
        assertThat(some.getRestartPolicyRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getAction()).isEqualTo("Restart");
            assertThat(rule.getExitCodes().getOperator()).isEqualTo("NotIn");
            assertThat(rule.getExitCodes().getValues()).containsExactly(0, 3);
        });
        assertThat(Pods.pod(task, container("main"))
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getRestartPolicy())
                .isNull();
    }

    @Test
    void theTaskGoesOnWhileAContainerThatRanLongEnoughIsStartedAgain() {
        Pod pod = with(phase(bound(task, container("main", restarts())), "Running"), "main", running(2));
        task.setStatus(status(pod, 3));
        assertThat(status(with(pod, "main", ended(1, "Error", 62)), 63).lastStatus)
                .isEqualTo("RUNNING");
        TaskStatus status = status(again(pod, ended(1, "Error", 62), 64), 65);
        assertThat(status.lastStatus).isEqualTo("RUNNING");
        assertThat(status.startedAt).as("the task's start").isEqualTo(at(2));
    }

    @Test
    void theTaskEndsWithAContainerThatEndedTooSoon() {
        Pod pod = with(phase(bound(task, container("main", restarts())), "Running"), "main", ended(1, "Error", 61));
        assertThat(status(pod, 62).stopCode).isEqualTo("EssentialContainerExited");
        TaskStatus status = status(again(pod, ended(1, "Error", 61), 62), 63);
        assertThat(status.stopCode).as("though the kubelet was quicker").isEqualTo("EssentialContainerExited");
        assertThat(status.stoppingAt).isEqualTo(at(61));
    }

    /** The kubelet would start it for ever: the pod does not end by itself. */
    @Test
    void thePodOfAContainerThatEndedTooSoonIsStopped() {
        Pod pod = with(phase(bound(task, container("main", restarts())), "Running"), "main", ended(1, "Error", 61));
        assertThat(TaskStep.next(inputs(task, pod, 62), () -> null)).isInstanceOf(TaskStep.Stop.class);
        assertThat(TaskStep.next(inputs(task, again(pod, ended(1, "Error", 61), 62), 63), () -> null))
                .isInstanceOf(TaskStep.Stop.class);
        Pod ignored =
                with(phase(bound(task, container("main", restarts(0))), "Running"), "main", ended(0, "Completed", 61));
        assertThat(TaskStep.next(inputs(task, ignored, 62), () -> null)).isInstanceOf(TaskStep.Settle.class);
    }

    @Test
    void anIgnoredExitCodeIsAnEnd() {
        Pod pod =
                with(phase(bound(task, container("main", restarts(0))), "Running"), "main", ended(0, "Completed", 90));
        assertThat(status(pod, 91).stopCode).isEqualTo("EssentialContainerExited");
    }

    @Test
    void theEndOfThePodIsTheEndOfAll() {
        Pod pod = with(phase(bound(task, container("main", restarts())), "Failed"), "main", ended(143, "Error", 90));
        assertThat(status(pod, 91).containers.getFirst().exitCode).isEqualTo(143);
    }

    /** The kubelet makes up an end, or leaves it waiting, for a container that was to be started again later. */
    @Test
    void aContainerThatWasToBeStartedAgainWhenTheTaskStoppedHasItsLastEnd() {
        ContainerState last = ended(3, "Error", 62);
        ContainerState madeUp = new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(137)
                .withReason("ContainerStatusUnknown")
                .endTerminated()
                .build();
        for (ContainerState state : List.of(madeUp, waiting("CrashLoopBackOff", "back-off 10s"))) {
            Pod pod = with(phase(bound(task, container("main", restarts())), "Running"), "main", state);
            pod.getStatus().getContainerStatuses().getFirst().setLastState(last);
            assertThat(status(phase(pod, "Failed"), 91).containers.getFirst()).satisfies(main -> {
                assertThat(main.lastStatus).isEqualTo("STOPPED");
                assertThat(main.exitCode).isEqualTo(3);
            });
        }
    }

    @Test
    void aContainerThatIsNotEssentialAndEndedTooSoonIsHeldAndHasItsExitCode() {
        Pod pod = bound(task, container("main", optional(), restarts()), container("other"));
        with(with(phase(pod, "Running"), "other", running(2)), "main", ended(1, "Error", 3));
        assertStoppedWithOne(pod);
        assertThat(TaskStep.next(inputs(task, pod, 4), () -> null))
                .isInstanceOfSatisfying(TaskStep.Hold.class, hold -> assertThat(hold.containers())
                        .extracting(PlannedContainer::name)
                        .containsExactly("main"));

        again(pod, ended(1, "Error", 3), 4);
        assertStoppedWithOne(pod);
        assertThat(TaskStep.next(inputs(task, pod, 5), () -> null)).isInstanceOf(TaskStep.Hold.class);

        pod.getSpec().getContainers().getFirst().setImage(ContainerOrder.HELD);
        with(pod, "main", waiting("InvalidImageName", ContainerOrder.HELD));
        last(pod, ended(1, "Error", 3));
        assertStoppedWithOne(pod);
        assertThat(TaskStep.next(inputs(task, pod, 6), () -> null)).isInstanceOf(TaskStep.Observe.class);
    }

    private void assertStoppedWithOne(Pod pod) {
        TaskStatus status = status(pod, 4);
        assertThat(status.lastStatus).isEqualTo("RUNNING");
        assertThat(status.containers.getFirst().lastStatus).isEqualTo("STOPPED");
        assertThat(status.containers.getFirst().exitCode).isEqualTo(1);
    }

    @Test
    void aContainerThatIsNotEssentialAndRanLongEnoughIsStartedAgain() {
        Pod pod = bound(task, container("main", optional(), restarts()), container("other"));
        with(with(phase(pod, "Running"), "other", running(2)), "main", ended(1, "Error", 62));
        assertThat(TaskStep.next(inputs(task, pod, 63), () -> null)).isInstanceOf(TaskStep.Observe.class);
        again(pod, ended(1, "Error", 62), 64);
        assertThat(status(pod, 65).containers.getFirst().lastStatus).isEqualTo("RUNNING");
    }
}
