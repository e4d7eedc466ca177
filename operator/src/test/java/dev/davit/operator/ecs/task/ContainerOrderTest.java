package dev.davit.operator.ecs.task;

import static dev.davit.operator.ecs.task.Pods.at;
import static dev.davit.operator.ecs.task.Pods.bound;
import static dev.davit.operator.ecs.task.Pods.byUser;
import static dev.davit.operator.ecs.task.Pods.ended;
import static dev.davit.operator.ecs.task.Pods.inputs;
import static dev.davit.operator.ecs.task.Pods.running;
import static dev.davit.operator.ecs.task.Pods.waiting;
import static dev.davit.operator.ecs.task.Pods.with;
import static dev.davit.operator.fargate.Definitions.after;
import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.healthy;
import static dev.davit.operator.fargate.Definitions.optional;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskContainer;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** dependsOn in all its conditions, and the order of a stop. */
class ContainerOrderTest {

    private final Task task = Pods.task();

    /** A database that is healthy one day, a migration that needs it, a program that needs both, and its log. */
    private Pod pod() {
        return bound(
                task,
                container("log", optional(), after("web", "START")),
                container("web", after("migrate", "SUCCESS"), after("db", "HEALTHY")),
                container("migrate", optional(), after("db", "HEALTHY"), c -> c.startTimeout = 60),
                container("db", healthy()));
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

    private static List<String> released(TaskStep step) {
        return step instanceof TaskStep.Release release
                ? release.containers().stream().map(PlannedContainer::name).toList()
                : List.of();
    }

    private static List<String> stopped(TaskStep step) {
        return step instanceof TaskStep.StopSome some
                ? some.containers().stream().map(PlannedContainer::name).toList()
                : List.of();
    }

    /** What a release does to the pod. */
    private static Pod image(Pod pod, String container, String image) {
        of(pod, container).setImage(image);
        return pod;
    }

    private static Container of(Pod pod, String name) {
        return pod.getSpec().getContainers().stream()
                .filter(c -> c.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Pod unhealthy(Pod pod, String container) {
        pod.getStatus().getContainerStatuses().stream()
                .filter(s -> s.getName().equals(container))
                .forEach((ContainerStatus s) -> s.setReady(false));
        return pod;
    }

    private static Pod waits(Pod pod, String... containers) {
        for (String container : containers) {
            with(
                    pod,
                    container,
                    waiting(
                            "InvalidImageName",
                            "Failed to apply default image tag \"" + ContainerOrder.HELD
                                    + "\": couldn't parse image name"));
        }
        return pod;
    }

    private Pod allRunning() {
        Pod pod = pod();
        for (String name : List.of("db", "web", "log")) {
            image(with(pod, name, running(2)), name, "example.org/" + name + ":1");
        }
        return image(with(pod, "migrate", ended(0, "Completed", 4)), "migrate", "example.org/migrate:1");
    }

    @Test
    void whatMayNotStartYetHasNoImage() {
        assertThat(pod().getSpec().getContainers())
                .extracting(Container::getName)
                .containsExactly("db", "migrate", "web", "log");
        assertThat(pod().getSpec().getContainers())
                .extracting(ContainerOrder::isHeld)
                .containsExactly(false, true, true, true);
        assertThat(pod().getSpec().getInitContainers()).isEmpty();
        assertThat(status(waits(pod(), "web"), 2).containers)
                .extracting(c -> c.image)
                .contains("example.org/web:1");
    }

    @Test
    void eachStartsWhenWhatItWaitsForIsThere() {
        Pod pod = waits(unhealthy(with(pod(), "db", running(2)), "db"), "migrate", "web", "log");
        assertThat(next(pod, 3)).as("not healthy yet").isInstanceOf(TaskStep.Observe.class);
        assertThat(status(pod, 3).lastStatus).isEqualTo("ACTIVATING");
        with(pod, "db", running(2));
        assertThat(released(next(pod, 5))).containsExactly("migrate");
        image(with(pod, "migrate", running(6)), "migrate", "example.org/migrate:1");
        assertThat(next(pod, 7)).as("migration runs").isInstanceOf(TaskStep.Observe.class);
        with(pod, "migrate", ended(0, "Completed", 8));
        assertThat(released(next(pod, 8))).containsExactly("web");
        image(pod, "web", "example.org/web:1");
        assertThat(next(pod, 9)).as("web has not started").isInstanceOf(TaskStep.Observe.class);
        with(pod, "web", running(10));
        assertThat(released(next(pod, 10))).containsExactly("log");
        image(with(pod, "log", running(11)), "log", "example.org/log:1");
        TaskStatus status = status(pod, 12);
        assertThat(status.lastStatus).isEqualTo("RUNNING");
        assertThat(status.startedAt).isEqualTo(at(11));
    }

    @Test
    void completeIsAnyExitCode() {
        Pod pod = bound(task, container("web", after("warm", "COMPLETE")), container("warm", optional()));
        with(waits(pod, "web"), "warm", ended(9, "Error", 3));
        assertThat(released(next(pod, 4))).containsExactly("web");
    }

    @Test
    void successIsExitCodeZeroAndItsDependentsNeverStartOtherwise() {
        Pod pod = waits(with(pod(), "db", running(2)), "web", "log");
        image(with(pod, "migrate", ended(9, "Error", 6)), "migrate", "example.org/migrate:1");
        TaskStatus status = status(pod, 7);
        assertThat(status.stopCode).isEqualTo("EssentialContainerExited");
        assertThat(status.stoppingAt).isEqualTo(at(6));
        TaskContainer web = status.containers.get(1);
        assertThat(web.lastStatus).isEqualTo("STOPPED");
        assertThat(web.reason)
                .isEqualTo(
                        "CannotStartContainerError: dependency graph: failed to resolve container ordering dependency"
                                + " [migrate] for target [web] as dependency did not exit successfully.");
        assertThat(status.containers.get(0).reason)
                .endsWith("[web] for target [log] because dependency will never start");
        assertThat(next(pod, 7)).isInstanceOf(TaskStep.Stop.class);
    }

    @Test
    void aContainerThatIsNotEssentialMayNeverStart() {
        Pod pod = bound(
                task, container("main"), container("b", optional(), after("a", "SUCCESS")), container("a", optional()));
        with(with(waits(pod, "b"), "main", running(2)), "a", ended(1, "Error", 3));
        TaskStatus status = status(pod, 4);
        assertThat(status.lastStatus).isEqualTo("RUNNING");
        assertThat(status.containers.get(1).lastStatus).isEqualTo("STOPPED");
    }

    @Test
    void nobodyWaitsLongerThanTheStartTimeout() {
        Pod pod = waits(with(pod(), "db", running(2)), "web", "log");
        image(with(pod, "migrate", running(6)), "migrate", "example.org/migrate:1");
        TaskStep waiting = next(pod, 20);
        assertThat(waiting).isInstanceOf(TaskStep.Observe.class);
        assertThat(TaskTiming.next(inputs(task, pod, 20), waiting, status(pod, 20)))
                .contains(Duration.ofSeconds(46).plusMillis(10));
        assertThat(stopped(next(pod, 66))).containsExactly("migrate");
        TaskStatus status = status(pod, 66);
        assertThat(status.stopCode).isEqualTo("EssentialContainerExited");
        assertThat(status.containers.get(1).exitCode).isEqualTo(143);
        assertThat(status.containers.get(1).reason)
                .isEqualTo("CannotStartContainerError: dependency graph: container ordering dependency [migrate] for"
                        + " target [web] has timed out.");
    }

    @Test
    void stopsInTheReverseOrder() {
        Pod pod = allRunning();
        task.getSpec().desiredStatus = "STOPPED";
        assertThat(stopped(next(pod, 20))).containsExactly("log");
        pod.getMetadata()
                .getAnnotations()
                .put(StopCause.ANNOTATION, byUser(at(20)).write());
        image(pod, "log", ContainerOrder.HELD);
        assertThat(next(pod, 21)).isEqualTo(new TaskStep.Observe(pod, Optional.of(byUser(at(20)))));
        assertThat(status(pod, 21).lastStatus).isEqualTo("STOPPING");
        with(pod, "log", ended(143, "Error", 22));
        assertThat(stopped(next(pod, 23))).containsExactly("web");
        with(image(pod, "web", ContainerOrder.HELD), "web", ended(143, "Error", 24));
        assertThat(next(pod, 24)).as("the last goes with the pod").isEqualTo(new TaskStep.Stop(pod, byUser(at(20))));
        pod.getSpec().setActiveDeadlineSeconds(1L);
        assertThat(next(pod, 25)).isInstanceOf(TaskStep.Observe.class);
    }

    @Test
    void stopsAllAtOnceWhenNobodyWaitsForAnybody() {
        Pod pod = bound(task, container("main"), container("log", optional()));
        with(with(pod, "main", running(2)), "log", running(2));
        task.getSpec().desiredStatus = "STOPPED";
        assertThat(next(pod, 20)).isEqualTo(new TaskStep.Stop(pod, byUser(at(20))));
    }

    @Test
    void theEndOfAnEssentialContainerStopsTheOthersInTheReverseOrderToo() {
        Pod pod = with(allRunning(), "db", ended(1, "Error", 20));
        assertThat(stopped(next(pod, 21))).containsExactly("log");
    }
}
