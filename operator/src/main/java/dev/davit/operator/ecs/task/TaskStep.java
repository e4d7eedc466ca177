package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.StopCode;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The one thing to do next for a task that has not stopped. */
sealed interface TaskStep {

    /** Nothing can be done until what the outcome names is there. */
    record Await(Outcome outcome) implements TaskStep {}

    /** The pod is to be made, by this revision. */
    record Create(TaskPod.Revision revision) implements TaskStep {}

    /** The pod goes its way. */
    record Observe(Pod pod, Optional<StopCause> cause) implements TaskStep {}

    /** All containers ended by themselves, and the kubelet has yet to say how the pod ended: there is nothing to tell. */
    record Settle(Pod pod) implements TaskStep {}

    /** The pod is to leave its target groups, and goes on until then. */
    record Deregister(Pod pod, StopCause cause, Instant until) implements TaskStep {}

    /** Containers that have waited for others are to start. */
    record Release(Pod pod, List<PlannedContainer> containers) implements TaskStep {}

    /** Containers that have ended are not to be started again, and the others go on. */
    record Hold(Pod pod, List<PlannedContainer> containers) implements TaskStep {}

    /** Containers that others do not depend on are to stop first. */
    record StopSome(Pod pod, StopCause cause, List<PlannedContainer> containers) implements TaskStep {}

    /** The pod is to be stopped and kept. */
    record Stop(Pod pod, StopCause cause) implements TaskStep {}

    /** The pod has no node yet: there is nothing to keep. */
    record Withdraw(Pod pod, StopCause cause) implements TaskStep {}

    /** The task is over without a pod. */
    record End(StopCause cause) implements TaskStep {}

    /** What a task needs that has no pod yet. */
    sealed interface Resolution {

        /** The revision that it runs. */
        record Found(TaskPod.Revision revision) implements Resolution {}

        /** Why there is none. */
        record Missing(Outcome outcome) implements Resolution {}
    }

    /** Decides; looks for the revision only when the task needs one. */
    static TaskStep next(TaskInputs inputs, Supplier<Resolution> resolve) {
        if (inputs.pod().isPresent()) {
            return next(inputs, PodReading.of(inputs.pod().get()));
        }
        if (inputs.hadPod()) {
            return new End(whyGone(inputs));
        }
        if (inputs.stopWish().isPresent()) {
            return new End(inputs.stopWish().get().at(inputs.now().toString()));
        }
        if (inputs.namesake().isPresent()) {
            return new Await(new Outcome.Waiting(
                    TaskReason.PodRefused,
                    "waits until the pod "
                            + inputs.namesake().get().getMetadata().getName() + ", which is not this task's, is gone"));
        }
        return switch (resolve.get()) {
            case Resolution.Found found -> new Create(found.revision());
            case Resolution.Missing missing -> new Await(missing.outcome());
        };
    }

    private static TaskStep next(TaskInputs inputs, PodReading reading) {
        Optional<StopCause> cause = StopDecision.of(reading, inputs.stopWish(), inputs.now());
        ContainerOrder order = new ContainerOrder(reading, inputs.now());
        if (cause.isEmpty() && reading.bound() && !order.startable().isEmpty()) {
            return new Release(reading.pod(), order.startable());
        }
        if (cause.isEmpty()
                && !reading.ended()
                && !leaving(reading)
                && !order.spent().isEmpty()) {
            return new Hold(reading.pod(), order.spent());
        }
        if (cause.isEmpty() || reading.ended() || leaving(reading) || reading.drains(inputs.now())) {
            return new Observe(reading.pod(), cause);
        }
        if (reading.main().stream().allMatch(reading::endedByItself)) {
            return new Settle(reading.pod());
        }
        if (!reading.bound()) {
            return new Withdraw(reading.pod(), cause.get());
        }
        return answers(inputs, reading, cause.get())
                ? new Deregister(reading.pod(), cause.get(), inputs.now().plus(Registration.delay(reading.pod())))
                : stop(order, cause.get());
    }

    /** Containers stop after those that depend on them, as in ECS; the last ones with the pod. */
    private static TaskStep stop(ContainerOrder order, StopCause cause) {
        Pod pod = order.reading().pod();
        if (order.stopping()) {
            return new Observe(pod, Optional.of(cause));
        }
        return order.stopFirst().isEmpty() ? new Stop(pod, cause) : new StopSome(pod, cause, order.stopFirst());
    }

    /** Whether the task may still have requests to answer when it stops: its target groups sent it some, and nobody else does. */
    private static boolean answers(TaskInputs inputs, PodReading reading, StopCause cause) {
        return StopCause.read(reading.pod()).isEmpty()
                && cause.why() == TaskReason.Stopped
                && Registration.delay(reading.pod()).isPositive()
                && reading.activeSince(inputs.task()).isPresent();
    }

    /** Whether somebody stops the pod already. */
    private static boolean leaving(PodReading reading) {
        return reading.deleting()
                || reading.stopped()
                || "DeadlineExceeded".equals(reading.pod().getStatus().getReason());
    }

    /** The pod is gone: what was last known of its stop, else what its user wants, else a loss. */
    private static StopCause whyGone(TaskInputs inputs) {
        TaskStatus last = inputs.task().getStatus();
        String now = inputs.now().toString();
        if (last.stopCode == null) {
            return inputs.stopWish().map(wish -> wish.at(now)).orElseGet(() -> StopCause.lost(now));
        }
        boolean wished = inputs.stopWish()
                .filter(wish -> wish.code().name().equals(last.stopCode))
                .isPresent();
        TaskReason why = wished ? TaskReason.Stopped : TaskReason.PodLost;
        return new StopCause(StopCode.valueOf(last.stopCode), why, last.stoppedReason, last.stoppingAt);
    }
}
