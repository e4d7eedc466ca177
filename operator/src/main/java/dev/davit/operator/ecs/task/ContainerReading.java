package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.HealthStatus;
import dev.davit.api.ecs.v1alpha1.StopCode;
import dev.davit.api.ecs.v1alpha1.TaskContainer;
import dev.davit.operator.kernel.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the task's status says of each container. */
final class ContainerReading {

    static final String OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage";

    static final String UNKNOWN_END = "ContainerStatusUnknown";

    private static final Set<String> NEVER_STARTED = Set.of("StartError", "ContainerCannotRun");
    private static final int SIGTERM = 143;
    private static final int TEXT_LIMIT = 255;

    private ContainerReading() {}

    static List<TaskContainer> of(PodReading reading, Optional<StopCause> cause, Instant now) {
        return reading.containers().stream()
                .map(c -> of(reading, c, now))
                .map(c -> blamed(c, cause))
                .toList();
    }

    private static TaskContainer of(PodReading reading, PlannedContainer planned, Instant now) {
        TaskContainer container = new TaskContainer();
        container.name = planned.name();
        container.image = planned.image();
        container.imageDigest = reading.status(planned)
                .map(ContainerStatus::getImageID)
                .flatMap(ContainerReading::digest)
                .orElse(null);
        container.healthStatus = health(reading, planned, now).name();
        // The kubelet makes up an end for a container that never ran.
        Optional<ContainerStateTerminated> end = reading.terminated(planned)
                .filter(e -> !UNKNOWN_END.equals(e.getReason())
                        || reading.startedAt(planned).isPresent())
                .or(() -> reading.ended() ? reading.endBefore(planned) : Optional.empty());
        if (end.isPresent()) {
            ended(container, end.get());
        } else if (reading.running(planned) && !reading.ended()) {
            container.lastStatus = "RUNNING";
            container.startedAt = reading.startedAt(planned).orElse(null);
        } else {
            notStarted(container, reading, planned, now);
        }
        return container;
    }

    /** A container of a task that failed to start has the task's reason unless it has one of its own. */
    private static TaskContainer blamed(TaskContainer container, Optional<StopCause> cause) {
        if ("STOPPED".equals(container.lastStatus) && container.exitCode == null && container.reason == null) {
            container.reason = cause.filter(c -> c.code() == StopCode.TaskFailedToStart)
                    .map(StopCause::text)
                    .orElse(null);
        }
        return container;
    }

    private static void ended(TaskContainer container, ContainerStateTerminated end) {
        container.lastStatus = "STOPPED";
        container.exitCode = end.getExitCode();
        container.reason = reason(end).orElse(null);
        container.startedAt = PodReading.startOf(end).orElse(null);
        container.stoppedAt = end.getFinishedAt();
    }

    /** Why a container ended, where its exit code does not say it. */
    static Optional<String> reason(ContainerStateTerminated end) {
        String reason = end.getReason() == null ? "" : end.getReason();
        if (reason.equals("OOMKilled")) {
            return Optional.of(OUT_OF_MEMORY);
        }
        if (NEVER_STARTED.contains(reason)) {
            return Optional.of(Names.cut("CannotStartContainerError: " + end.getMessage(), TEXT_LIMIT));
        }
        return reason.equals(UNKNOWN_END)
                ? Optional.of("The node was lost before it could say how the container ended")
                : Optional.empty();
    }

    static boolean neverStarted(ContainerStateTerminated end) {
        return NEVER_STARTED.contains(end.getReason() == null ? "" : end.getReason());
    }

    private static void notStarted(TaskContainer container, PodReading reading, PlannedContainer planned, Instant now) {
        Optional<ContainerOrder.Never> never =
                stoppedByOthers(reading) ? Optional.empty() : new ContainerOrder(reading, now).never(planned);
        container.lastStatus = reading.ended() || never.isPresent() ? "STOPPED" : "PENDING";
        if (never.isPresent()) {
            // As ECS's agent reports a container whose dependency can no longer come true
            // (handleTerminalDependencyError).
            container.exitCode = SIGTERM;
            container.reason = never.get().reason();
        } else {
            container.reason = reading.waiting(planned)
                    .flatMap(StartFailure::of)
                    .map(StartFailure::text)
                    .orElse(null);
        }
    }

    private static boolean stoppedByOthers(PodReading reading) {
        return StopCause.read(reading.pod())
                .filter(cause -> cause.code() != StopCode.EssentialContainerExited)
                .isPresent();
    }

    private static Optional<String> digest(String imageId) {
        int at = imageId.indexOf("sha256:");
        return at < 0 ? Optional.empty() : Optional.of(imageId.substring(at));
    }

    /** As in ECS: unknown until the first check passes, or until so many have failed. */
    static HealthStatus health(PodReading reading, PlannedContainer planned, Instant now) {
        if (planned.judgedAfterSeconds() == 0 || !reading.running(planned)) {
            return HealthStatus.UNKNOWN;
        }
        if (reading.spec(planned).map(Container::getLivenessProbe).isPresent()) {
            // The kubelet ends it when it fails: see ContainerProbes.
            return reading.status(planned).map(ContainerStatus::getStarted).orElse(false)
                    ? HealthStatus.HEALTHY
                    : HealthStatus.UNKNOWN;
        }
        if (reading.status(planned).map(ContainerStatus::getReady).orElse(false)) {
            return HealthStatus.HEALTHY;
        }
        return now.isBefore(judgedAt(reading, planned)) ? HealthStatus.UNKNOWN : HealthStatus.UNHEALTHY;
    }

    /** When a container that has not passed a check by then is unhealthy. */
    private static Instant judgedAt(PodReading reading, PlannedContainer planned) {
        return Instant.parse(reading.startedAt(planned).orElseGet(reading::takenAt))
                .plusSeconds(planned.judgedAfterSeconds());
    }

    /** When the health of a container has to be looked at again although nothing reports a change. */
    static Optional<Instant> nextJudgement(PodReading reading, Instant now) {
        return reading.main().stream()
                .filter(reading::running)
                .filter(c -> c.judgedAfterSeconds() > 0)
                .filter(c -> reading.spec(c).map(Container::getLivenessProbe).isEmpty())
                .map(c -> judgedAt(reading, c))
                .filter(at -> !at.isBefore(now))
                .min(Comparator.naturalOrder());
    }
}
