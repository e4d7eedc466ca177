package dev.davit.operator.ecs.task;

import static dev.davit.operator.ecs.task.Pods.at;
import static dev.davit.operator.ecs.task.Pods.bound;
import static dev.davit.operator.ecs.task.Pods.ended;
import static dev.davit.operator.ecs.task.Pods.inputs;
import static dev.davit.operator.ecs.task.Pods.phase;
import static dev.davit.operator.ecs.task.Pods.running;
import static dev.davit.operator.ecs.task.Pods.with;
import static dev.davit.operator.fargate.Definitions.container;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.HealthCheck;
import dev.davit.api.ecs.v1alpha1.StopCode;
import dev.davit.api.ecs.v1alpha1.TargetHealthCheck;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskLoadBalancer;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task that is a target of target groups, from its pod to its stop. */
class RegistrationTest {

    private static final StopCause SCALED_IN =
            new StopCause(StopCode.ServiceSchedulerInitiated, TaskReason.Stopped, "Scaling activity", at(20));

    private final Task task = Pods.task();
    private final ContainerDefinition main = container("main");
    private final TaskLoadBalancer target = new TaskLoadBalancer();

    @BeforeEach
    void isATarget() {
        target.targetGroup = "web";
        target.containerName = "main";
        target.containerPort = 8080;
        target.deregistrationDelay = 10;
        task.getSpec().loadBalancers = List.of(target);
    }

    private Pod ready(Pod pod, String status) {
        pod.getStatus()
                .setConditions(List.of(new PodConditionBuilder()
                        .withType("Ready")
                        .withStatus(status)
                        .withLastTransitionTime(at(5))
                        .build()));
        return pod;
    }

    private Pod serving() {
        return ready(with(phase(bound(task, main), "Running"), "main", running(2)), "True");
    }

    private TaskStep next(Pod pod, int second) {
        return TaskStep.next(inputs(task, pod, second), () -> {
            throw new AssertionError("has its pod");
        });
    }

    private TaskStatus status(Pod pod, int second) {
        TaskInputs inputs = inputs(task, pod, second);
        return TaskReport.of(inputs, pod, StopDecision.of(PodReading.of(pod), inputs.stopWish(), inputs.now()));
    }

    private void scaleIn() {
        task.getSpec().desiredStatus = "STOPPED";
        task.getSpec().stoppedReason = "Scaling activity";
        task.getSpec().stopCode = "ServiceSchedulerInitiated";
        task.getMetadata()
                .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                        .withApiVersion("ecs.davit.dev/v1alpha1")
                        .withKind("Service")
                        .withController(true)
                        .build()));
    }

    private Pod deregistered() {
        Pod pod = serving();
        pod.getMetadata().getLabels().remove("targetgroup.elbv2.davit.dev/web");
        pod.getMetadata().getAnnotations().put(StopCause.ANNOTATION, SCALED_IN.write());
        pod.getMetadata().getAnnotations().put(Registration.UNTIL, at(30));
        return pod;
    }

    private static HealthCheck check() {
        HealthCheck check = new HealthCheck();
        check.command = List.of("CMD", "/ok");
        check.interval = 5;
        check.startPeriod = 7;
        return check;
    }

    @Test
    void itsPodHasTheGroupsLabelsThoseOfItsServiceAndTheGroupsCheck() {
        target.healthCheck = new TargetHealthCheck();
        target.healthCheck.protocol = "HTTP";
        target.healthCheck.path = "/health";
        target.healthCheck.intervalSeconds = 6;
        target.healthCheck.unhealthyThresholdCount = 4;
        task.getMetadata().setLabels(Map.of("ecs.davit.dev/service", "web", "team", "blue"));
        Pod pod = Pods.pod(task, main);
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("targetgroup.elbv2.davit.dev/web", "registered")
                .containsEntry("ecs.davit.dev/service", "web")
                .doesNotContainKey("team");
        assertThat(pod.getMetadata().getAnnotations()).containsEntry(Registration.DELAY, "10");
        Container container = pod.getSpec().getContainers().getFirst();
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health");
        assertThat(container.getReadinessProbe().getHttpGet().getPort().getIntVal())
                .isEqualTo(8080);
        assertThat(container.getReadinessProbe().getPeriodSeconds()).isEqualTo(6);
        assertThat(container.getReadinessProbe().getTimeoutSeconds()).isEqualTo(5);
        assertThat(container.getReadinessProbe().getFailureThreshold()).isEqualTo(4);
        assertThat(container.getReadinessProbe().getSuccessThreshold()).isNull();
        assertThat(container.getLivenessProbe()).isNull();
        assertThat(pod.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(30 + ContainerProbes.NOTICE);
        assertThat(container.getLifecycle().getPreStop().getSleep().getSeconds())
                .isEqualTo((long) ContainerProbes.NOTICE);
    }

    @Test
    void tasksOfAServicePreferZonesAndNodesWithFewestOfTheirDeployment() {
        assertThat(Pods.pod(task, main).getSpec().getTopologySpreadConstraints())
                .isEmpty();
        task.getMetadata().setLabels(Map.of("ecs.davit.dev/service", "web", "ecs.davit.dev/deployment", "3"));
        assertThat(Pods.pod(task, main).getSpec().getTopologySpreadConstraints())
                .extracting(spread -> spread.getTopologyKey(), spread -> spread.getWhenUnsatisfiable())
                .containsExactly(
                        tuple("topology.kubernetes.io/zone", "ScheduleAnyway"),
                        tuple("kubernetes.io/hostname", "ScheduleAnyway"));
    }

    @Test
    void aConnectionIsCheckedWhenNothingElseIsAsked() {
        target.deregistrationDelay = null;
        Pod pod = Pods.pod(task, main);
        Container container = pod.getSpec().getContainers().getFirst();
        assertThat(container.getReadinessProbe().getTcpSocket().getPort().getIntVal())
                .isEqualTo(8080);
        assertThat(container.getReadinessProbe().getPeriodSeconds()).isEqualTo(30);
        assertThat(container.getReadinessProbe().getFailureThreshold()).isEqualTo(2);
        assertThat(container.getStartupProbe().getTcpSocket()).isNotNull();
        assertThat(container.getStartupProbe().getPeriodSeconds()).isEqualTo(1);
        assertThat(pod.getMetadata().getAnnotations()).containsEntry(Registration.DELAY, "300");
    }

    @Test
    void itsOwnCheckEndsAContainerThatIsATarget() {
        main.healthCheck = check();
        Pod pod = with(phase(bound(task, main), "Running"), "main", running(2));
        Container container = pod.getSpec().getContainers().getFirst();
        assertThat(container.getStartupProbe().getExec().getCommand()).containsExactly("/ok");
        assertThat(container.getStartupProbe().getFailureThreshold()).isEqualTo(5); // 7 s and three times 5 s
        assertThat(container.getLivenessProbe().getExec().getCommand()).containsExactly("/ok");
        assertThat(container.getLivenessProbe().getFailureThreshold()).isEqualTo(3);
        assertThat(container.getReadinessProbe().getTcpSocket()).isNotNull();
        assertThat(status(pod, 100).healthStatus).isEqualTo("UNKNOWN");
        pod.getStatus().getContainerStatuses().getFirst().setStarted(true);
        pod.getStatus().getContainerStatuses().getFirst().setReady(false);
        assertThat(status(pod, 100).healthStatus).isEqualTo("HEALTHY");
    }

    @Test
    void isActivatingUntilItPassesTheChecksAndRunsFromThenOn() {
        Pod pod = ready(serving(), "False");
        TaskStatus status = status(pod, 4);
        assertThat(status.lastStatus).isEqualTo("ACTIVATING");
        assertThat(status.startedAt).isNull();
        status = status(ready(pod, "True"), 6);
        assertThat(status.lastStatus).isEqualTo("RUNNING");
        assertThat(status.startedAt).isEqualTo(at(5));
        task.setStatus(status);
        assertThat(status(ready(pod, "False"), 60).lastStatus).isEqualTo("RUNNING");
    }

    @Test
    void itsTargetIsInitialUntilAsManyChecksCanHaveFailedAsTheGroupAsksFor() {
        target.healthCheck = new TargetHealthCheck();
        target.healthCheck.intervalSeconds = 5;
        target.healthCheck.unhealthyThresholdCount = 3;
        Pod pod = ready(with(phase(bound(task, main), "Running"), "main", running(2)), "False");
        assertThat(status(pod, 16).targetHealth).isEqualTo("initial");
        assertThat(TargetHealth.nextJudgement(inputs(task, pod, 16), PodReading.of(pod)))
                .contains(Instant.parse(at(17)));
        assertThat(status(pod, 17).targetHealth).isEqualTo("unhealthy");
        assertThat(status(pod, 17).lastStatus).isEqualTo("ACTIVATING");
        assertThat(status(serving(), 17).targetHealth).isEqualTo("healthy");
        assertThat(status(deregistered(), 25).targetHealth).isEqualTo("draining");
    }

    @Test
    void leavesItsGroupsFirstAndIsStoppedWhenTheirDelayIsOver() {
        scaleIn();
        Pod pod = serving();
        TaskStep out = next(pod, 20);
        assertThat(out).isEqualTo(new TaskStep.Deregister(pod, SCALED_IN, Pods.START.plusSeconds(30)));
        Pod leaving = deregistered();
        TaskStatus status = status(leaving, 21);
        assertThat(status.lastStatus).isEqualTo("DEACTIVATING");
        assertThat(status.stopCode).isEqualTo("ServiceSchedulerInitiated");
        assertThat(status.stoppedReason).isEqualTo("Scaling activity");
        assertThat(TaskTiming.next(inputs(task, leaving, 20), out, status)).contains(Duration.ofSeconds(10));
        TaskStep later = next(leaving, 22);
        assertThat(later).isEqualTo(new TaskStep.Observe(leaving, Optional.of(SCALED_IN)));
        assertThat(TaskTiming.next(inputs(task, leaving, 22), later, status)).contains(Duration.ofSeconds(8));
        assertThat(next(leaving, 30)).isEqualTo(new TaskStep.Stop(leaving, SCALED_IN));
    }

    @Test
    void isStoppedAtOnceWhenNobodySendsItAnything() {
        scaleIn();
        assertThat(next(ready(serving(), "False"), 20))
                .as("never passed a check")
                .isInstanceOf(TaskStep.Stop.class);
        target.deregistrationDelay = 0;
        assertThat(next(serving(), 20)).as("no delay").isInstanceOf(TaskStep.Stop.class);
    }

    @Test
    void goesOnWithTheStopWhenItsContainerEndsWhileItLeaves() {
        Pod pod = with(deregistered(), "main", ended(0, "Completed", 22));
        assertThat(next(pod, 23)).isEqualTo(new TaskStep.Settle(pod));
        TaskStatus status = status(phase(pod, "Succeeded"), 24);
        assertThat(status.lastStatus).isEqualTo("STOPPED");
        assertThat(status.stopCode).isEqualTo("ServiceSchedulerInitiated");
        assertThat(status.executionStoppedAt).isEqualTo(at(22));
    }

    @Test
    void aPodThatIsDeletedWhileItLeavesIsOnlyWatched() {
        Pod pod = deregistered();
        pod.getMetadata().setDeletionTimestamp(at(60));
        TaskStep step = next(pod, 40);
        assertThat(step).isInstanceOf(TaskStep.Observe.class);
        assertThat(TaskTiming.next(inputs(task, pod, 40), step, status(pod, 40)))
                .isEmpty();
    }

    @Test
    void onlyAServicesTaskIsStoppedByAScheduler() {
        scaleIn();
        assertThat(StopWish.of(task).orElseThrow().code()).isEqualTo(StopCode.ServiceSchedulerInitiated);
        task.getMetadata().setOwnerReferences(List.of());
        assertThat(StopWish.of(task).orElseThrow()).isEqualTo(new StopWish(StopCode.UserInitiated, "Scaling activity"));
        task.getSpec().stoppedReason = null;
        assertThat(StopWish.of(task).orElseThrow().text()).isEqualTo("Task stopped by user");
    }
}
