package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.StopCode;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a task stops, and why: read from its pod and from what its user wants. */
final class StopDecision {

    static final String ESSENTIAL_EXITED = "Essential container in task exited";

    private static final String NEVER_RAN = "Task failed to start";

    private StopDecision() {}

    /** Why the task stops, or empty when it goes on. The first cause counts: what is written on the pod comes first. */
    static Optional<StopCause> of(PodReading reading, Optional<StopWish> wish, Instant now) {
        return StopCause.read(reading.pod())
                .or(() -> earliest(reading, wish, now))
                .or(() -> ended(reading))
                .or(() -> wish.map(w -> w.at(now.toString())))
                .or(() -> cannotStart(reading, now));
    }

    /** A container that ends because its pod is taken away is not the cause: what was first counts. */
    private static Optional<StopCause> earliest(PodReading reading, Optional<StopWish> wish, Instant now) {
        return Stream.of(
                        outOfTime(reading),
                        disrupted(reading),
                        deleted(reading, wish),
                        essentialEnded(reading),
                        neverStarts(reading, now))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(cause -> Instant.parse(cause.at())));
    }

    private static Optional<StopCause> outOfTime(PodReading reading) {
        Long limit = reading.pod().getSpec().getActiveDeadlineSeconds();
        if (limit == null
                || !"DeadlineExceeded".equals(reading.pod().getStatus().getReason())) {
            return Optional.empty();
        }
        return Optional.of(new StopCause(
                StopCode.UserInitiated,
                TaskReason.TimedOut,
                "Task timed out after " + limit + " seconds (spec.timeout)",
                Instant.parse(reading.takenAt()).plusSeconds(limit).toString()));
    }

    private static Optional<StopCause> essentialEnded(PodReading reading) {
        return reading.main().stream()
                .filter(PlannedContainer::essential)
                .flatMap(c -> reading.terminated(c).stream())
                .min(Comparator.comparing(StopDecision::endOf))
                .map(end -> exit(end, reading));
    }

    private static String endOf(ContainerStateTerminated end) {
        return Objects.requireNonNullElse(end.getFinishedAt(), "");
    }

    private static StopCause exit(ContainerStateTerminated end, PodReading reading) {
        String at = reading.endOf(end).toString();
        if (ContainerReading.neverStarted(end)) {
            return StopCause.failedToStart(
                    TaskReason.StartFailed, ContainerReading.reason(end).orElse(NEVER_RAN), at);
        }
        if (ContainerReading.UNKNOWN_END.equals(end.getReason())) {
            return StopCause.lost(at);
        }
        return new StopCause(StopCode.EssentialContainerExited, why(end), ESSENTIAL_EXITED, at);
    }

    private static TaskReason why(ContainerStateTerminated end) {
        if ("OOMKilled".equals(end.getReason())) {
            return TaskReason.OutOfMemory;
        }
        return end.getExitCode() == 0 ? TaskReason.Succeeded : TaskReason.EssentialContainerExited;
    }

    /** An essential container waits for what cannot come any more: it never starts, which ECS counts as its exit. */
    private static Optional<StopCause> neverStarts(PodReading reading, Instant now) {
        ContainerOrder order = new ContainerOrder(reading, now);
        return reading.main().stream()
                .filter(PlannedContainer::essential)
                .flatMap(c -> order.never(c).stream())
                .min(Comparator.comparing(ContainerOrder.Never::at))
                .map(never -> never.end()
                        .map(end -> exit(end, reading))
                        .orElseGet(() -> new StopCause(
                                StopCode.EssentialContainerExited,
                                TaskReason.StartFailed,
                                ESSENTIAL_EXITED,
                                never.at().toString())));
    }

    /** The node, or somebody who drains it, took the pod away. */
    private static Optional<StopCause> disrupted(PodReading reading) {
        Optional<PodCondition> target = reading.condition("DisruptionTarget").filter(c -> "True".equals(c.getStatus()));
        if (target.isPresent()) {
            boolean drained = "EvictionByEvictionAPI".equals(target.get().getReason());
            return Optional.of(new StopCause(
                    drained ? StopCode.TerminationNotice : StopCode.InfrastructureHealth,
                    TaskReason.PodLost,
                    (drained ? "The node of the task is being drained: " : "The node of the task failed: ")
                            + target.get().getMessage(),
                    Objects.requireNonNullElse(target.get().getLastTransitionTime(), reading.takenAt())));
        }
        return "Evicted".equals(reading.pod().getStatus().getReason())
                ? Optional.of(new StopCause(
                        StopCode.InfrastructureHealth,
                        TaskReason.PodLost,
                        "The node evicted the task: "
                                + reading.pod().getStatus().getMessage(),
                        reading.lastEnd().orElseGet(reading::takenAt)))
                : Optional.empty();
    }

    private static Optional<StopCause> deleted(PodReading reading, Optional<StopWish> wish) {
        if (!reading.deleting()) {
            return Optional.empty();
        }
        Long grace = reading.pod().getMetadata().getDeletionGracePeriodSeconds();
        String at = Instant.parse(reading.pod().getMetadata().getDeletionTimestamp())
                .minusSeconds(grace == null ? 0 : grace)
                .toString();
        return Optional.of(wish.map(w -> w.at(at))
                .orElseGet(() -> new StopCause(
                        StopCode.UserInitiated, TaskReason.PodLost, "Task stopped: somebody deleted its pod", at)));
    }

    /** The pod ended and no container says why: the node refused it, or every container was skipped. */
    private static Optional<StopCause> ended(PodReading reading) {
        if (!reading.ended()) {
            return Optional.empty();
        }
        String at = reading.lastEnd().orElseGet(reading::takenAt);
        boolean ran = reading.containers().stream().anyMatch(reading::started);
        String message = Stream.of(
                        reading.pod().getStatus().getReason(),
                        reading.pod().getStatus().getMessage())
                .filter(Objects::nonNull)
                .reduce((reason, words) -> reason + ": " + words)
                .orElse(NEVER_RAN);
        return Optional.of(
                ran
                        ? new StopCause(StopCode.InfrastructureHealth, TaskReason.PodLost, message, at)
                        : StopCause.failedToStart(TaskReason.StartFailed, message, at));
    }

    private static Optional<StopCause> cannotStart(PodReading reading, Instant now) {
        return StartFailure.of(reading)
                .filter(failure -> !failure.left(reading, now).isPositive())
                .map(failure -> StopCause.failedToStart(failure.why(), failure.text(), now.toString()));
    }
}
