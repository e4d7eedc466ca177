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
import static dev.davit.operator.fargate.Definitions.after;
import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.optional;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a task says of itself, from pods in states as a kubelet reports them. */
class TaskLifeTest {

    private static final String ESSENTIAL = "Essential container in task exited";

    private final Task task = Pods.task();
    private final ContainerDefinition main = container("main");
    private final ContainerDefinition log = container("log", optional());

    private TaskStatus status(Pod pod, int second) {
        TaskInputs inputs = inputs(task, pod, second);
        return TaskReport.of(inputs, pod, StopDecision.of(PodReading.of(pod), inputs.stopWish(), inputs.now()));
    }

    private static Condition ready(TaskStatus status) {
        return Conditions.find(status.conditions, "Ready").orElseThrow();
    }

    private static void stopped(TaskStatus status, String code, String reason) {
        assertThat(status.lastStatus).isEqualTo("STOPPED");
        assertThat(status.desiredStatus).isEqualTo("STOPPED");
        assertThat(status.stopCode).isEqualTo(code);
        assertThat(status.stoppedReason).isEqualTo(reason);
        assertThat(status.stoppedAt).isNotNull();
        assertThat(status.containers).allMatch(c -> c.lastStatus.equals("STOPPED"));
    }

    @Test
    void isProvisioningWhenThePodHasNoNode() {
        TaskStatus status = status(pod(task, main), 0);
        assertThat(status.lastStatus).isEqualTo("PROVISIONING");
        assertThat(status.desiredStatus).isEqualTo("RUNNING");
        assertThat(status.podName).isEqualTo("report");
        assertThat(status.taskDefinitionArn).isEqualTo(Pods.ARN);
        assertThat(status.taskArn).matches("arn:aws:ecs:us-east-1:\\d{12}:task/default/report");
        assertThat(status.cpu).isEqualTo("256");
        assertThat(status.memory).isEqualTo("512");
        assertThat(status.createdAt).isEqualTo(at(0));
        assertThat(status.startedAt).isNull();
        assertThat(status.containers).singleElement().satisfies(c -> {
            assertThat(c.name).isEqualTo("main");
            assertThat(c.image).isEqualTo("example.org/main:1");
            assertThat(c.lastStatus).isEqualTo("PENDING");
            assertThat(c.healthStatus).isEqualTo("UNKNOWN");
        });
        assertThat(ready(status).getStatus()).isEqualTo("Unknown");
    }

    @Test
    void saysInAUsersWordsWhenNoNodeHasRoom() {
        Pod pod = pod(task, main);
        pod.getStatus()
                .setConditions(List.of(new PodConditionBuilder()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage("0/1 nodes are available: 1 Insufficient cpu. preemption: no victims.")
                        .build()));
        TaskStatus status = status(pod, 5);
        assertThat(status.lastStatus).isEqualTo("PROVISIONING");
        assertThat(ready(status).getReason()).isEqualTo("Unschedulable");
        assertThat(ready(status).getMessage())
                .isEqualTo(
                        "No node has room for 256 CPU units and 512 MiB: 0/1 nodes are available: 1 Insufficient cpu.");
    }

    @Test
    void isPendingUntilAContainerStartsAndActivatingUntilAllHave() {
        Pod pod = bound(task, main, log);
        with(with(pod, "main", waiting("ContainerCreating", null)), "log", waiting("ContainerCreating", null));
        assertThat(status(pod, 2).lastStatus).isEqualTo("PENDING");
        assertThat(status(with(pod, "main", running(2)), 3).lastStatus).isEqualTo("ACTIVATING");
        TaskStatus status = status(with(phase(pod, "Running"), "log", running(4)), 5);
        assertThat(status.lastStatus).isEqualTo("RUNNING");
        assertThat(status.startedAt).isEqualTo(at(4));
        assertThat(ready(status).getStatus()).isEqualTo("True");
        assertThat(status.containers)
                .allMatch(c -> c.lastStatus.equals("RUNNING") && c.imageDigest.equals("sha256:abc"));
        assertThat(status.containers).extracting(c -> c.startedAt).containsExactly(at(2), at(4));
        assertThat(status.containers).extracting(c -> c.stoppedAt).containsOnlyNulls();
    }

    @Test
    void isReadyForGoodWhenItEndedWithZero() {
        TaskStatus status = status(with(phase(bound(task, main), "Succeeded"), "main", ended(0, "Completed", 9)), 10);
        stopped(status, "EssentialContainerExited", ESSENTIAL);
        assertThat(status.startedAt).isEqualTo(at(2));
        assertThat(status.stoppingAt).isEqualTo(at(9));
        assertThat(status.stoppedAt).isEqualTo(at(9));
        assertThat(status.containers.getFirst().exitCode).isZero();
        assertThat(status.containers.getFirst().reason).isNull();
        assertThat(status.containers.getFirst().startedAt).isEqualTo(at(2));
        assertThat(status.containers.getFirst().stoppedAt).isEqualTo(at(9));
        assertThat(ready(status).getStatus()).isEqualTo("True");
        assertThat(ready(status).getMessage()).isEqualTo(ESSENTIAL + ": main with code 0");
    }

    @Test
    void failsWithTheExitCodeOfTheContainer() {
        TaskStatus status = status(with(phase(bound(task, main), "Failed"), "main", ended(3, "Error", 9)), 10);
        stopped(status, "EssentialContainerExited", ESSENTIAL);
        assertThat(status.containers.getFirst().exitCode).isEqualTo(3);
        assertThat(ready(status).getReason()).isEqualTo("EssentialContainerExited");
        assertThat(ready(status).getMessage()).isEqualTo(ESSENTIAL + ": main with code 3");
        assertThat(Conditions.isTrue(status.conditions, "Stalled")).isTrue();
    }

    @Test
    void saysWhenMemoryWasTheCause() {
        TaskStatus status = status(with(phase(bound(task, main), "Failed"), "main", ended(137, "OOMKilled", 9)), 10);
        stopped(status, "EssentialContainerExited", ESSENTIAL);
        assertThat(status.containers.getFirst().exitCode).isEqualTo(137);
        assertThat(status.containers.getFirst().reason)
                .isEqualTo("OutOfMemoryError: Container killed due to memory usage");
        assertThat(ready(status).getReason()).isEqualTo("OutOfMemory");
    }

    @Test
    void saysWhenItsTimeWasOver() {
        task.getSpec().timeout = 5;
        Pod pod = with(phase(bound(task, main), "Failed"), "main", ended(137, "Error", 8));
        pod.getStatus().setReason("DeadlineExceeded");
        TaskStatus status = status(pod, 10);
        stopped(status, "UserInitiated", "Task timed out after 5 seconds (spec.timeout)");
        assertThat(status.stoppingAt).isEqualTo(at(1 + 5));
        assertThat(status.stoppedAt).isEqualTo(at(8));
        assertThat(ready(status).getReason()).isEqualTo("TimedOut");
        assertThat(ready(status).getStatus()).isEqualTo("False");
    }

    @Test
    void isStoppingWhileItsContainersEndAndDeprovisioningAfter() {
        Pod pod = with(phase(bound(task, main), "Running"), "main", running(2));
        pod.getMetadata()
                .getAnnotations()
                .put(StopCause.ANNOTATION, byUser(at(20)).write());
        TaskStatus status = status(pod, 21);
        assertThat(status.lastStatus).isEqualTo("STOPPING");
        assertThat(status.desiredStatus).isEqualTo("STOPPED");
        assertThat(status.stopCode).isEqualTo("UserInitiated");
        assertThat(status.stoppingAt).isEqualTo(at(20));
        assertThat(status.stoppedAt).isNull();
        assertThat(status(with(pod, "main", ended(143, "Error", 22)), 23).lastStatus)
                .isEqualTo("DEPROVISIONING");
        task.getSpec().desiredStatus = "STOPPED";
        status = status(phase(pod, "Failed"), 24);
        stopped(status, "UserInitiated", "Task stopped by user");
        assertThat(status.containers.getFirst().exitCode).isEqualTo(143);
        assertThat(ready(status).getStatus()).isEqualTo("True");
        assertThat(Conditions.find(status.conditions, "Run").orElseThrow().getReason())
                .isEqualTo("Stopped");
    }

    @Test
    void givesAnImageAFewTriesAndThenStopsAsEcsDoes() {
        Pod pod = with(
                bound(task, main),
                "main",
                waiting(
                        "ImagePullBackOff",
                        "Back-off pulling image \"example.org/main:1\": ErrImagePull: rpc error: code = NotFound"));
        TaskStatus status = status(pod, 10);
        assertThat(status.lastStatus).isEqualTo("PENDING");
        assertThat(status.containers.getFirst().reason)
                .isEqualTo("CannotPullContainerError: rpc error: code = NotFound");
        assertThat(ready(status).getReason()).isEqualTo("ImagePullFailed");
        assertThat(ready(status).getStatus()).isEqualTo("False");
        status = status(pod, 16);
        assertThat(status.lastStatus).isEqualTo("DEPROVISIONING");
        assertThat(status.stopCode).isEqualTo("TaskFailedToStart");
        pod.getMetadata()
                .getAnnotations()
                .put(
                        StopCause.ANNOTATION,
                        StopDecision.of(PodReading.of(pod), Optional.empty(), Pods.START.plusSeconds(16))
                                .orElseThrow()
                                .write());
        status = status(phase(pod, "Failed"), 30);
        stopped(status, "TaskFailedToStart", "CannotPullContainerError: rpc error: code = NotFound");
        with(pod, "main", ended(137, "ContainerStatusUnknown", 17));
        pod.getStatus()
                .getContainerStatuses()
                .getFirst()
                .getState()
                .getTerminated()
                .setStartedAt(null);
        status = status(pod, 30);
        assertThat(status.containers.getFirst().exitCode).isNull();
        assertThat(status.containers.getFirst().reason)
                .isEqualTo("CannotPullContainerError: rpc error: code = NotFound");
    }

    @Test
    void anImageNameThatCannotBeIsGivenUpAtOnce() {
        Pod pod = with(bound(task, main), "main", waiting("InvalidImageName", "couldn't parse image name"));
        TaskStatus status = status(pod, 1);
        assertThat(status.stopCode).isEqualTo("TaskFailedToStart");
        assertThat(status.stoppedReason).isEqualTo("CannotPullContainerError: couldn't parse image name");
    }

    @Test
    void saysWhichSecretIsMissing() {
        Pod pod = with(bound(task, main), "main", waiting("CreateContainerConfigError", "secret \"db\" not found"));
        assertThat(ready(status(pod, 2)).getReason()).isEqualTo("StartFailed");
        TaskStatus status = status(pod, 60);
        assertThat(status.stopCode).isEqualTo("TaskFailedToStart");
        assertThat(status.stoppedReason)
                .isEqualTo(
                        "ResourceInitializationError: unable to pull secrets or registry auth: secret \"db\" not found");
    }

    @Test
    void saysHowToMendAnImageThatRunsAsRoot() {
        Pod pod = with(
                bound(task, main),
                "main",
                waiting("CreateContainerConfigError", "container has runAsNonRoot and image will run as root"));
        assertThat(status(pod, 2).stoppedReason)
                .startsWith("CannotCreateContainerError: the image runs as root")
                .contains("set user to a uid above 0");
    }

    @Test
    void aProgramThatIsNotThereFailsToStart() {
        Pod pod = with(phase(bound(task, main), "Failed"), "main", ended(128, "StartError", 3));
        pod.getStatus()
                .getContainerStatuses()
                .getFirst()
                .getState()
                .getTerminated()
                .setMessage("exec: \"nope\": not found");
        TaskStatus status = status(pod, 4);
        stopped(status, "TaskFailedToStart", "CannotStartContainerError: exec: \"nope\": not found");
        assertThat(status.containers.getFirst().exitCode).isEqualTo(128);
        assertThat(ready(status).getReason()).isEqualTo("StartFailed");
    }

    @Test
    void endsWithItsEssentialContainerAndNotWithAnotherOne() {
        Pod pod = phase(bound(task, main, log), "Running");
        with(with(pod, "main", running(2)), "log", ended(1, "Error", 5));
        TaskStatus status = status(pod, 6);
        assertThat(status.lastStatus).isEqualTo("RUNNING");
        assertThat(status.containers).extracting(c -> c.lastStatus).containsExactly("RUNNING", "STOPPED");
        with(with(pod, "main", ended(0, "Completed", 7)), "log", running(2));
        status = status(pod, 8);
        assertThat(status.lastStatus).isEqualTo("STOPPING");
        assertThat(status.stopCode).isEqualTo("EssentialContainerExited");
        assertThat(status.stoppingAt).isEqualTo(at(7));
    }

    @Test
    void aFailedDependencyStopsItsDependentsAsInEcs() {
        Pod pod = phase(
                bound(task, container("main", after("init", "SUCCESS")), container("init", optional())), "Failed");
        with(with(pod, "init", ended(1, "Error", 4)), "main", waiting("PodInitializing", null));
        TaskStatus status = status(pod, 5);
        stopped(status, "EssentialContainerExited", ESSENTIAL);
        assertThat(status.startedAt).isNull();
        assertThat(status.containers.get(0).exitCode).isEqualTo(143);
        assertThat(status.containers.get(0).reason)
                .startsWith("CannotStartContainerError: dependency graph: failed to resolve container ordering"
                        + " dependency [init] for target [main]");
        assertThat(status.containers.get(1).exitCode).isEqualTo(1);
        pod.getMetadata()
                .getAnnotations()
                .put(StopCause.ANNOTATION, byUser(at(3)).write());
        assertThat(status(pod, 5).containers.getFirst().exitCode)
                .as("stopped, not failed")
                .isNull();
        pod.getMetadata().getAnnotations().remove(StopCause.ANNOTATION);
        assertThat(ready(status).getStatus()).isEqualTo("False");
    }

    @Test
    void aDependencyThatEndedWellIsNoEndOfTheTask() {
        Pod pod = phase(
                bound(task, container("main", after("init", "SUCCESS")), container("init", optional())), "Running");
        with(with(pod, "init", ended(0, "Completed", 4)), "main", running(5));
        TaskStatus status = status(pod, 6);
        assertThat(status.lastStatus).isEqualTo("RUNNING");
        assertThat(status.startedAt).isEqualTo(at(5));
    }

    @Test
    void namesTheDrainedAndTheFailedNode() {
        Pod pod = with(phase(bound(task, main), "Failed"), "main", running(2));
        pod.getStatus()
                .setConditions(List.of(new PodConditionBuilder()
                        .withType("DisruptionTarget")
                        .withStatus("True")
                        .withReason("EvictionByEvictionAPI")
                        .withMessage("Eviction API: evicting")
                        .withLastTransitionTime(at(7))
                        .build()));
        stopped(status(pod, 8), "TerminationNotice", "The node of the task is being drained: Eviction API: evicting");
        pod.getStatus().getConditions().getFirst().setReason("DeletionByPodGC");
        assertThat(status(pod, 8).stopCode).isEqualTo("InfrastructureHealth");
    }

    @Test
    void namesTheKubeletsWordsWhenItRefusesThePod() {
        Pod pod = phase(bound(task, main), "Failed");
        pod.getStatus().setReason("OutOfcpu");
        pod.getStatus().setMessage("Node didn't have enough resource: cpu");
        stopped(status(pod, 2), "TaskFailedToStart", "OutOfcpu: Node didn't have enough resource: cpu");
    }

    @Test
    void aPodThatSomebodyDeletesStopsTheTask() {
        Pod pod = with(phase(bound(task, main), "Running"), "main", running(2));
        pod.getMetadata().setDeletionTimestamp(at(50));
        pod.getMetadata().setDeletionGracePeriodSeconds(30L);
        TaskStatus status = status(pod, 21);
        assertThat(status.lastStatus).isEqualTo("STOPPING");
        assertThat(status.stopCode).isEqualTo("UserInitiated");
        assertThat(status.stoppedReason).isEqualTo("Task stopped: somebody deleted its pod");
        assertThat(status.stoppingAt).isEqualTo(at(20));
        status = status(with(phase(pod, "Failed"), "main", ended(143, "Error", 21)), 22);
        stopped(status, "UserInitiated", "Task stopped: somebody deleted its pod");
        assertThat(status.containers.getFirst().exitCode).isEqualTo(143);
        assertThat(ready(status).getReason()).isEqualTo("PodLost");
        with(pod, "main", ended(3, "Error", 19));
        assertThat(status(pod, 22).stopCode).isEqualTo("EssentialContainerExited");
    }

    @Test
    void anEqualPodGivesAnEqualStatusAtAnyTime() {
        Pod pod = with(phase(bound(task, main), "Running"), "main", running(2));
        TaskStatus first = status(pod, 3);
        task.setStatus(first);
        assertThat(status(pod, 3000)).usingRecursiveComparison().isEqualTo(first);
        with(phase(pod, "Failed"), "main", ended(3, "Error", 9));
        first = status(pod, 10);
        task.setStatus(first);
        assertThat(status(pod, 1000)).usingRecursiveComparison().isEqualTo(first);
    }
}
