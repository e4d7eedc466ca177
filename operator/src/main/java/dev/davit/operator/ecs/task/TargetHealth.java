package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.TaskLifecycle;
import dev.davit.api.ecs.v1alpha1.TaskLoadBalancer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What target groups think of a task, in the words of Elastic Load Balancing. The kubelet makes the checks: a pod that is
 * not ready is sent no requests. As a target it is unhealthy once as many checks as the group asks for can have failed since
 * its container started.
 */
final class TargetHealth {

    private static final String INITIAL = "initial";
    private static final String HEALTHY = "healthy";
    private static final String UNHEALTHY = "unhealthy";
    private static final String DRAINING = "draining";

    private TargetHealth() {}

    /** The state of a task that is, or was until its stop, a target; empty of others and of those that have ended. */
    static Optional<String> of(TaskInputs inputs, PodReading reading, TaskLifecycle last) {
        if (!Registration.has(reading.pod()) || last == TaskLifecycle.STOPPED) {
            return Optional.empty();
        }
        if (last.compareTo(TaskLifecycle.RUNNING) > 0) {
            return last == TaskLifecycle.DEACTIVATING ? Optional.of(DRAINING) : Optional.empty();
        }
        if (ready(reading)) {
            return Optional.of(HEALTHY);
        }
        boolean judged = judgedAt(inputs, reading)
                .filter(at -> !at.isAfter(inputs.now()))
                .isPresent();
        return Optional.of(judged && blamed(inputs, reading) ? UNHEALTHY : INITIAL);
    }

    /** When a target that is not healthy has to be looked at again although nothing reports a change. */
    static Optional<Instant> nextJudgement(TaskInputs inputs, PodReading reading) {
        return Registration.has(reading.pod()) && !ready(reading)
                ? judgedAt(inputs, reading).filter(at -> at.isAfter(inputs.now()))
                : Optional.empty();
    }

    private static boolean ready(PodReading reading) {
        return reading.condition("Ready")
                .filter(condition -> "True".equals(condition.getStatus()))
                .isPresent();
    }

    /** When the last of its targets has run for so long that its checks have said what they think; empty while one does not run. */
    private static Optional<Instant> judgedAt(TaskInputs inputs, PodReading reading) {
        List<PlannedContainer> targets = targets(inputs, reading).toList();
        return targets.isEmpty() || !targets.stream().allMatch(reading::running)
                ? Optional.empty()
                : targets.stream()
                        .flatMap(container -> judgedAt(reading, container).stream())
                        .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> judgedAt(PodReading reading, PlannedContainer container) {
        return reading.startedAt(container)
                .map(Instant::parse)
                .map(started -> started.plusSeconds(reading.spec(container)
                        .map(Container::getReadinessProbe)
                        .map(TargetHealth::patience)
                        .orElse(0)));
    }

    private static int patience(Probe probe) {
        return probe.getPeriodSeconds() * probe.getFailureThreshold();
    }

    /** Whether it is a target that fails, or all containers are well and the node does not answer; a sidecar's check is none of the group's. */
    private static boolean blamed(TaskInputs inputs, PodReading reading) {
        return targets(inputs, reading).anyMatch(container -> !ready(reading, container))
                || reading.main().stream().allMatch(container -> ready(reading, container));
    }

    private static boolean ready(PodReading reading, PlannedContainer container) {
        return reading.status(container).map(ContainerStatus::getReady).orElse(false);
    }

    private static Stream<PlannedContainer> targets(TaskInputs inputs, PodReading reading) {
        List<String> names = Registration.of(inputs.task()).stream()
                .map((TaskLoadBalancer target) -> target.containerName)
                .toList();
        return reading.main().stream().filter(container -> names.contains(container.name()));
    }
}
