package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.Task;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A task's pod, read in the words of its task definition. */
record PodReading(Pod pod, List<PlannedContainer> containers) {

    private static final Comparator<String> BY_TIME = Comparator.naturalOrder();

    static PodReading of(Pod pod) {
        return new PodReading(pod, PlannedContainer.read(pod));
    }

    /** The containers of the task proper: those that do not end before the others start. */
    List<PlannedContainer> main() {
        return containers.stream().filter(c -> !c.first()).toList();
    }

    Optional<ContainerStatus> status(PlannedContainer container) {
        return (container.first()
                        ? pod.getStatus().getInitContainerStatuses()
                        : pod.getStatus().getContainerStatuses())
                .stream().filter(s -> s.getName().equals(container.container())).findFirst();
    }

    Optional<Container> spec(PlannedContainer container) {
        return (container.first()
                        ? pod.getSpec().getInitContainers()
                        : pod.getSpec().getContainers())
                .stream().filter(c -> c.getName().equals(container.container())).findFirst();
    }

    /** The end of a container for good: not one after which it is started again. */
    Optional<ContainerStateTerminated> terminated(PlannedContainer container) {
        Optional<ContainerStateTerminated> end =
                status(container).map(ContainerStatus::getState).map(state -> state.getTerminated());
        return container.restarts() == null ? end : ended(container, end);
    }

    /** Whether a container ended and the kubelet leaves it at that: the pod ends once all did. */
    boolean endedByItself(PlannedContainer container) {
        return terminated(container)
                .filter(end ->
                        container.restarts() == null || !container.restarts().again(end))
                .isPresent();
    }

    private Optional<ContainerStateTerminated> ended(
            PlannedContainer container, Optional<ContainerStateTerminated> end) {
        Restarts restarts = container.restarts();
        // The kubelet has started it again, or is about to, where ECS would not.
        Optional<ContainerStateTerminated> last = endBefore(container).filter(e -> !restarts.allowed(e));
        if (last.isPresent()) {
            return last;
        }
        return end.isPresent()
                ? end.filter(e -> ended() || stopped() || held(container) || !restarts.allowed(e))
                : endBefore(container).filter(e -> held(container));
    }

    /** Whether ECS leaves the container ended, as it ran too short, and the kubelet would start it again. */
    boolean spent(PlannedContainer container) {
        return container.restarts() != null
                && !held(container)
                && terminated(container).filter(container.restarts()::again).isPresent();
    }

    /** How a container ended after which it was to be started again. */
    Optional<ContainerStateTerminated> endBefore(PlannedContainer container) {
        return status(container).map(ContainerStatus::getLastState).map(state -> state.getTerminated());
    }

    /** What the kubelet waits for; not that the container has, or had until just now, no image. */
    Optional<ContainerStateWaiting> waiting(PlannedContainer container) {
        return held(container)
                ? Optional.empty()
                : status(container)
                        .map(ContainerStatus::getState)
                        .map(state -> state.getWaiting())
                        .filter(waiting -> waiting.getMessage() == null
                                || !waiting.getMessage().contains(ContainerOrder.HELD));
    }

    /** Whether the container has no image at present: it may not start yet, or has to stop before others. */
    boolean held(PlannedContainer container) {
        return spec(container).filter(ContainerOrder::isHeld).isPresent();
    }

    boolean running(PlannedContainer container) {
        return status(container)
                .map(ContainerStatus::getState)
                .filter(state -> state.getRunning() != null)
                .isPresent();
    }

    boolean started(PlannedContainer container) {
        return startedAt(container).isPresent() || endBefore(container).isPresent();
    }

    Optional<String> startedAt(PlannedContainer container) {
        return status(container)
                .map(ContainerStatus::getState)
                .flatMap(state -> state.getRunning() != null
                        ? Optional.ofNullable(state.getRunning().getStartedAt())
                        : Optional.ofNullable(state.getTerminated()).flatMap(PodReading::startOf));
    }

    /** When a container that has ended had started; a process that could not be started has a start time of 1970. */
    static Optional<String> startOf(ContainerStateTerminated end) {
        return Optional.ofNullable(end.getStartedAt()).filter(at -> !at.startsWith("1970"));
    }

    /** Whether the kubelet has reported the end of the pod. */
    boolean ended() {
        return "Succeeded".equals(phase()) || "Failed".equals(phase());
    }

    boolean bound() {
        return pod.getSpec().getNodeName() != null
                && !pod.getSpec().getNodeName().isEmpty();
    }

    boolean deleting() {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    boolean anyRunning() {
        return containers.stream().anyMatch(this::running);
    }

    private String phase() {
        return pod.getStatus() == null ? null : pod.getStatus().getPhase();
    }

    Optional<PodCondition> condition(String type) {
        return pod.getStatus().getConditions().stream()
                .filter(c -> type.equals(c.getType()))
                .findFirst();
    }

    /** When the kubelet took the pod, or, before that, when it was made. */
    String takenAt() {
        return pod.getStatus().getStartTime() != null
                ? pod.getStatus().getStartTime()
                : pod.getMetadata().getCreationTimestamp();
    }

    /** When all containers of the task proper had started, if they have; one that never will, and may, is not waited for. */
    Optional<String> runningSince() {
        ContainerOrder order = new ContainerOrder(this, Instant.EPOCH);
        List<Optional<String>> starts = main().stream()
                .filter(c -> c.essential() || order.never(c).isEmpty())
                .map(c -> startedAt(c).or(() -> endBefore(c).flatMap(PodReading::startOf)))
                .toList();
        return starts.stream().allMatch(Optional::isPresent)
                ? starts.stream().flatMap(Optional::stream).max(BY_TIME)
                : Optional.empty();
    }

    /**
     * When the task became active: its containers ran, and it passed the checks of its target groups, if it has any. It
     * stays so when it fails them later or when a container is started again: what was reported counts.
     */
    Optional<String> activeSince(Task task) {
        Optional<String> known = Optional.ofNullable(task.getStatus()).map(status -> status.startedAt);
        if (known.isPresent() || !Registration.has(pod) || runningSince().isEmpty()) {
            return known.or(this::runningSince);
        }
        return condition("Ready").filter(c -> "True".equals(c.getStatus())).map(PodCondition::getLastTransitionTime);
    }

    /** Whether the pod goes on for requests that it has, though it is to stop. */
    boolean drains(Instant now) {
        return !deleting()
                && !stopped()
                && Registration.until(pod).filter(now::isBefore).isPresent()
                && main().stream().filter(PlannedContainer::essential).noneMatch(c -> terminated(c)
                        .isPresent());
    }

    /** When the last container ended. */
    Optional<String> lastEnd() {
        return ends(containers.stream()).max(BY_TIME);
    }

    /** Since when the kubelet could have started all that it was given: it took the pod, or something was waited for. */
    String startable() {
        return Stream.concat(
                        ends(containers.stream().filter(PlannedContainer::first)),
                        Optional.ofNullable(pod.getMetadata().getAnnotations().get(ContainerOrder.RELEASED_AT))
                                .stream())
                .max(BY_TIME)
                .orElseGet(this::takenAt);
    }

    /** When a container ended, or, where the kubelet does not say it, when it took the pod. */
    Instant endOf(ContainerStateTerminated end) {
        return Instant.parse(Objects.requireNonNullElseGet(end.getFinishedAt(), this::takenAt));
    }

    /** Whether the pod was told to end: nothing more is to be written. */
    boolean stopped() {
        return Long.valueOf(1).equals(pod.getSpec().getActiveDeadlineSeconds())
                && StopCause.read(pod).isPresent();
    }

    Stream<String> ends(Stream<PlannedContainer> of) {
        return of.map(this::terminated)
                .flatMap(Optional::stream)
                .map(ContainerStateTerminated::getFinishedAt)
                .filter(Objects::nonNull);
    }
}
