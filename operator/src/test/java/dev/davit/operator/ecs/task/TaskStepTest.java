package dev.davit.operator.ecs.task;

import static dev.davit.operator.ecs.task.Pods.at;
import static dev.davit.operator.ecs.task.Pods.bound;
import static dev.davit.operator.ecs.task.Pods.byUser;
import static dev.davit.operator.ecs.task.Pods.ended;
import static dev.davit.operator.ecs.task.Pods.inputs;
import static dev.davit.operator.ecs.task.Pods.phase;
import static dev.davit.operator.ecs.task.Pods.pod;
import static dev.davit.operator.ecs.task.Pods.running;
import static dev.davit.operator.ecs.task.Pods.waiting;
import static dev.davit.operator.ecs.task.Pods.with;
import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.optional;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.StopCode;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskContainer;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskStepTest {

    private static final TaskPod.Revision REVISION = new TaskPod.Revision(Pods.ARN, spec(container("main")));

    private final Task task = Pods.task();
    private final ContainerDefinition main = container("main");

    private TaskStep next(Pod pod, int second) {
        return TaskStep.next(inputs(task, pod, second), () -> new TaskStep.Resolution.Found(REVISION));
    }

    private void knownPod() {
        task.setStatus(new TaskStatus());
        task.getStatus().podName = "report";
        task.getStatus().startedAt = at(2);
        TaskContainer container = new TaskContainer();
        container.name = "main";
        container.lastStatus = "RUNNING";
        task.getStatus().containers = List.of(container);
    }

    @Test
    void makesThePodWhenThereNeverWasOne() {
        assertThat(next(null, 0)).isEqualTo(new TaskStep.Create(REVISION));
    }

    @Test
    void waitsWhenTheDefinitionIsNotThere() {
        Outcome outcome = new Outcome.Waiting(TaskReason.TaskDefinitionNotFound, "waits");
        assertThat(TaskStep.next(inputs(task, null, 0), () -> new TaskStep.Resolution.Missing(outcome)))
                .isEqualTo(new TaskStep.Await(outcome));
    }

    @Test
    void neverMakesASecondPod() {
        knownPod();
        assertThat(next(null, 9)).isEqualTo(new TaskStep.End(StopCause.lost(at(9))));
    }

    @Test
    void endsWithWhatWasKnownWhenThePodVanished() {
        knownPod();
        TaskInputs inputs = inputs(task, null, 9);
        TaskStatus status = TaskReport.of(inputs, StopCause.lost(at(9)));
        assertThat(status.lastStatus).isEqualTo("STOPPED");
        assertThat(status.stopCode).isEqualTo("InfrastructureHealth");
        assertThat(status.startedAt).isEqualTo(at(2));
        assertThat(status.stoppedAt).isEqualTo(at(9));
        assertThat(status.containers).singleElement().satisfies(c -> assertThat(c.lastStatus)
                .isEqualTo("STOPPED"));
        task.getStatus().stopCode = "TerminationNotice";
        task.getStatus().stoppedReason = "The node of the task is being drained";
        task.getStatus().stoppingAt = at(5);
        assertThat(next(null, 9))
                .isEqualTo(new TaskStep.End(new StopCause(
                        StopCode.TerminationNotice,
                        TaskReason.PodLost,
                        "The node of the task is being drained",
                        at(5))));
    }

    @Test
    void aTaskThatShallNotRunNeverGetsAPod() {
        task.getSpec().desiredStatus = "STOPPED";
        assertThat(next(null, 3)).isEqualTo(new TaskStep.End(byUser(at(3))));
        TaskStatus status = TaskReport.of(inputs(task, null, 3), byUser(at(3)));
        assertThat(status.lastStatus).isEqualTo("STOPPED");
        assertThat(status.stopCode).isEqualTo("UserInitiated");
        assertThat(status.podName).isNull();
    }

    @Test
    void waitsForAForeignPodOfTheSameName() {
        TaskInputs inputs =
                new TaskInputs(task, Optional.empty(), Optional.of(pod(task, main)), "us-east-1", Pods.START);
        assertThat(TaskStep.next(inputs, () -> new TaskStep.Resolution.Found(REVISION)))
                .isInstanceOf(TaskStep.Await.class);
    }

    @Test
    void leavesARunningPodAlone() {
        Pod pod = with(phase(bound(task, main), "Running"), "main", running(2));
        assertThat(next(pod, 3)).isEqualTo(new TaskStep.Observe(pod, Optional.empty()));
    }

    @Test
    void stopsAPodOnceWhenItsUserWantsIt() {
        Pod pod = with(phase(bound(task, main), "Running"), "main", running(2));
        task.getSpec().desiredStatus = "STOPPED";
        assertThat(next(pod, 9)).isEqualTo(new TaskStep.Stop(pod, byUser(at(9))));
        pod.getMetadata()
                .getAnnotations()
                .put(StopCause.ANNOTATION, byUser(at(9)).write());
        pod.getSpec().setActiveDeadlineSeconds(1L);
        assertThat(next(pod, 12)).isEqualTo(new TaskStep.Observe(pod, Optional.of(byUser(at(9)))));
    }

    @Test
    void takesBackAPodThatHasNoNode() {
        Pod pod = pod(task, main);
        task.getSpec().desiredStatus = "STOPPED";
        assertThat(next(pod, 9)).isEqualTo(new TaskStep.Withdraw(pod, byUser(at(9))));
    }

    @Test
    void stopsTheRestWhenAnEssentialContainerEnded() {
        Pod pod = phase(bound(task, main, container("log", optional())), "Running");
        with(with(pod, "main", ended(3, "Error", 7)), "log", running(2));
        assertThat(next(pod, 8))
                .isEqualTo(new TaskStep.Stop(
                        pod,
                        new StopCause(
                                StopCode.EssentialContainerExited,
                                TaskReason.EssentialContainerExited,
                                StopDecision.ESSENTIAL_EXITED,
                                at(7))));
    }

    @Test
    void leavesAPodAloneThatEndsByItself() {
        Pod pod = with(phase(bound(task, main), "Running"), "main", ended(0, "Completed", 7));
        assertThat(next(pod, 8)).isEqualTo(new TaskStep.Settle(pod));
        assertThat(next(phase(pod, "Succeeded"), 8)).isInstanceOf(TaskStep.Observe.class);
        with(phase(pod, "Running"), "main", running(2)).getMetadata().setDeletionTimestamp(at(40));
        assertThat(next(pod, 8)).isInstanceOf(TaskStep.Observe.class);
    }

    @Test
    void givesUpAnImageAfterAFewTriesAndLooksAgainInTime() {
        Pod pod = with(bound(task, main), "main", waiting("ErrImagePull", "not found"));
        TaskStep early = next(pod, 4);
        assertThat(early).isInstanceOf(TaskStep.Observe.class);
        assertThat(TaskTiming.next(inputs(task, pod, 4), early, status("PENDING")))
                .contains(Duration.ofSeconds(12));
        assertThat(next(pod, 16)).isInstanceOfSatisfying(TaskStep.Stop.class, stop -> assertThat(
                        stop.cause().text())
                .isEqualTo("CannotPullContainerError: not found"));
    }

    @Test
    void triesAgainLaterAndLaterWhenTheClusterRefusesThePod() {
        TaskStep create = new TaskStep.Create(REVISION);
        TaskStatus refused = status("PROVISIONING");
        assertThat(TaskTiming.next(inputs(task, null, 0), create, refused)).contains(Duration.ofSeconds(1));
        assertThat(TaskTiming.next(inputs(task, null, 20), create, refused)).contains(Duration.ofSeconds(10));
        assertThat(TaskTiming.next(inputs(task, null, 9000), create, refused)).contains(Duration.ofMinutes(1));
    }

    @Test
    void aTaskThatWaitsForTooLongFailsToStartAndSaysWhatWasMissing() {
        Hindrance hindrance =
                Hindrance.of(new Outcome.Waiting(TaskReason.SubnetNotReady, "Waiting for the Subnet \"a\"."), Pods.ARN);
        assertThat(StartDeadline.report(inputs(task, null, 9000), hindrance).lastStatus)
                .isEqualTo("PROVISIONING");
        task.getSpec().startDeadlineSeconds = 60;
        assertThat(StartDeadline.report(inputs(task, null, 59), hindrance).lastStatus)
                .isEqualTo("PROVISIONING");
        TaskStatus over = StartDeadline.report(inputs(task, null, 60), hindrance);
        assertThat(over.lastStatus).isEqualTo("STOPPED");
        assertThat(over.stopCode).isEqualTo("TaskFailedToStart");
        assertThat(over.stoppedReason)
                .isEqualTo(
                        "Task failed to start within 60 seconds (startDeadlineSeconds): Waiting for the Subnet \"a\".");
        assertThat(over.taskDefinitionArn).isEqualTo(Pods.ARN);
    }

    @Test
    void looksAgainWhenItsStartDeadlineIsOver() {
        task.getSpec().startDeadlineSeconds = 60;
        TaskStep await = new TaskStep.Await(new Outcome.Waiting(TaskReason.SubnetNotReady, ""));
        TaskStatus waits = status("PROVISIONING");
        assertThat(TaskTiming.next(inputs(task, null, 20), await, waits)).contains(Duration.ofSeconds(10));
        assertThat(TaskTiming.next(inputs(task, null, 50), await, waits)).contains(Duration.ofSeconds(10));
        assertThat(TaskTiming.next(inputs(task, null, 57), await, waits)).contains(Duration.ofSeconds(3));
    }

    @Test
    void aStatusThatTheNextOneTellsInAMomentIsNotWritten() {
        TaskStep create = new TaskStep.Create(REVISION);
        assertThat(TaskTiming.unsaid(inputs(task, null, 0), create, status("PROVISIONING")))
                .isEmpty(); // the cluster refused the pod
        TaskStatus made = status("PROVISIONING");
        made.podName = "report";
        assertThat(TaskTiming.unsaid(inputs(task, null, 0), create, made)).contains(Duration.ofSeconds(2));
        assertThat(unsaid(pod(task, main), 1)).contains(Duration.ofSeconds(1));
        assertThat(unsaid(pod(task, main), 2)).isEmpty();
        assertThat(unsaid(scheduled(pod(task, main), "False", 1), 1)).isEmpty();

        Pod pod = scheduled(bound(task, main), "True", 20);
        assertThat(unsaid(pod, 20)).isEmpty(); // that the task had a pod is not on record yet
        task.setStatus(made);
        assertThat(unsaid(pod, 21)).contains(Duration.ofSeconds(9));
        assertThat(unsaid(pod, 30)).isEmpty();
        with(pod, "main", waiting("ErrImagePull", "not found"));
        assertThat(unsaid(pod, 21)).isEmpty();
        with(pod, "main", running(20));
        assertThat(unsaid(pod, 21)).isEmpty();
    }

    private Optional<Duration> unsaid(Pod pod, int second) {
        TaskInputs inputs = inputs(task, pod, second);
        return TaskTiming.unsaid(
                inputs, new TaskStep.Observe(pod, Optional.empty()), TaskReport.of(inputs, pod, Optional.empty()));
    }

    private static Pod scheduled(Pod pod, String status, int second) {
        pod.getStatus()
                .setConditions(List.of(new PodConditionBuilder()
                        .withType("PodScheduled")
                        .withStatus(status)
                        .withReason("False".equals(status) ? "Unschedulable" : null)
                        .withMessage("0/1 nodes are available")
                        .withLastTransitionTime(at(second))
                        .build()));
        return pod;
    }

    @Test
    void aStoppedTaskExpiresWhenItSaysSo() {
        TaskStatus stopped = status("STOPPED");
        stopped.stoppedAt = at(10);
        assertThat(TaskTiming.next(inputs(task, null, 12), next(null, 12), stopped))
                .isEmpty();
        task.getSpec().ttlSecondsAfterFinished = 30;
        assertThat(TaskTiming.next(inputs(task, null, 12), next(null, 12), stopped))
                .contains(Duration.ofSeconds(28));
        task.setStatus(stopped);
        assertThat(TaskTiming.expiresIn(task, Pods.START.plusSeconds(40))).contains(Duration.ZERO);
    }

    private static TaskStatus status(String lastStatus) {
        TaskStatus status = new TaskStatus();
        status.lastStatus = lastStatus;
        return status;
    }
}
