package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskLifecycle;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When a task has to be looked at again although nothing reports a change. */
final class TaskTiming {

    /** A scheduler with room for the pod has found a node by then; times in a pod are whole seconds. */
    private static final Duration BOUND = Duration.ofSeconds(2);

    /** A kubelet that has the images runs the pod by then, though others start as well, as where tasks wait for room. */
    private static final Duration STARTED = Duration.ofSeconds(10);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofMinutes(1);

    private TaskTiming() {}

    /**
     * How long the status is not worth a write, as the next one comes in a moment and tells all: a pod that was just made gets
     * its node, and one that had to wait for a node, whose task is known to have it, runs. What is wrong is said at once, and
     * no container starts before the task is known to have its pod.
     */
    static Optional<Duration> unsaid(TaskInputs inputs, TaskStep step, TaskStatus status) {
        boolean wrong = Conditions.find(status.conditions, TaskConditions.RUN)
                .filter(run -> "False".equals(run.getStatus()))
                .isPresent();
        return switch (step) {
            case TaskStep.Create create -> Optional.of(BOUND).filter(moment -> !wrong && status.podName != null);
            case TaskStep.Observe observe ->
                observe.cause().isPresent() || wrong
                        ? Optional.empty()
                        : due(inputs, observe.pod(), status)
                                .map(due -> Duration.between(inputs.now(), due))
                                .filter(Duration::isPositive);
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> due(TaskInputs inputs, Pod pod, TaskStatus status) {
        if (is(TaskLifecycle.PROVISIONING, status)) {
            return Optional.of(
                    Instant.parse(pod.getMetadata().getCreationTimestamp()).plus(BOUND));
        }
        return inputs.hadPod()
                        && is(TaskLifecycle.PROVISIONING, inputs.task().getStatus())
                        && is(TaskLifecycle.PENDING, status)
                ? PodReading.of(pod).condition("PodScheduled").map(scheduled -> Instant.parse(
                                scheduled.getLastTransitionTime())
                        .plus(STARTED))
                : Optional.empty();
    }

    private static boolean is(TaskLifecycle lifecycle, TaskStatus status) {
        return lifecycle.name().equals(status.lastStatus);
    }

    static Optional<Duration> next(TaskInputs inputs, TaskStep step, TaskStatus status) {
        Task reported = new Task();
        reported.setSpec(inputs.task().getSpec());
        reported.setStatus(status);
        if (TaskInputs.stopped(reported)) {
            return expiresIn(reported, inputs.now()).map(TaskTiming::atLeastSoon);
        }
        return switch (step) {
            case TaskStep.Observe observe ->
                observe.cause().isPresent() ? drained(observe.pod(), inputs.now()) : next(inputs, observe.pod());
            case TaskStep.Release release -> next(inputs, release.pod());
            case TaskStep.Hold hold -> next(inputs, hold.pod());
            case TaskStep.Deregister deregister -> Optional.of(Duration.between(inputs.now(), deregister.until()));
            case TaskStep.Create create -> status.podName == null ? Optional.of(patience(inputs)) : Optional.empty();
            case TaskStep.Await await -> Optional.of(patience(inputs));
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> drained(Pod pod, Instant now) {
        return Optional.of(PodReading.of(pod))
                .filter(reading -> reading.drains(now))
                .flatMap(reading -> Registration.until(pod))
                .map(until -> Duration.between(now, until));
    }

    private static Optional<Duration> next(TaskInputs inputs, Pod pod) {
        PodReading reading = PodReading.of(pod);
        Instant now = inputs.now();
        return Stream.concat(
                        StartFailure.of(reading).map(failure -> failure.left(reading, now)).stream(),
                        Stream.of(
                                        ContainerReading.nextJudgement(reading, now),
                                        TargetHealth.nextJudgement(inputs, reading),
                                        UnmountedVolumes.nextLook(reading, now),
                                        new ContainerOrder(reading, now).nextTimeout())
                                .flatMap(Optional::stream)
                                .map(at -> Duration.between(now, at).plusMillis(10)))
                .min(Duration::compareTo)
                .map(delay -> delay.isPositive() ? delay : Duration.ofMillis(10));
    }

    /** The longer a task has waited, the longer until the next try: without a memory of the tries. */
    private static Duration patience(TaskInputs inputs) {
        Duration age =
                Duration.between(Instant.parse(inputs.task().getMetadata().getCreationTimestamp()), inputs.now());
        Duration delay = atLeastSoon(age.dividedBy(2));
        Duration often = delay.compareTo(SELDOM) > 0 ? SELDOM : delay;
        return StartDeadline.left(inputs.task(), inputs.now())
                .filter(left -> left.compareTo(often) < 0)
                .orElse(often);
    }

    private static Duration atLeastSoon(Duration delay) {
        return delay.compareTo(SOON) < 0 ? SOON : delay;
    }

    /** How long a stopped task is kept, if not for good. */
    static Optional<Duration> expiresIn(Task task, Instant now) {
        Integer ttl = task.getSpec().ttlSecondsAfterFinished;
        String stopped = task.getStatus().stoppedAt;
        return ttl == null || stopped == null
                ? Optional.empty()
                : Optional.of(Duration.between(now, Instant.parse(stopped).plusSeconds(ttl)));
    }
}
