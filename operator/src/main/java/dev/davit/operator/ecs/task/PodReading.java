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

    Optional<ContainerStateTerminated> terminated(PlannedContainer container) {
        return status(container).map(ContainerStatus::getState).map(state -> state.getTerminated());
    }

    Optional<ContainerStateWaiting> waiting(PlannedContainer container) {
        return status(container).map(ContainerStatus::getState).map(state -> state.getWaiting());
    }

    boolean running(PlannedContainer container) {
        return status(container)
                .map(ContainerStatus::getState)
                .filter(state -> state.getRunning() != null)
                .isPresent();
    }

    boolean started(PlannedContainer container) {
        return startedAt(container).isPresent();
    }

    Optional<String> startedAt(PlannedContainer container) {
        return status(container)
                .map(ContainerStatus::getState)
                .map(state -> state.getRunning() != null
                        ? state.getRunning().getStartedAt()
                        : state.getTerminated() != null ? state.getTerminated().getStartedAt() : null)
                .filter(at -> !at.startsWith("1970"));
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

    /** When all containers of the task proper had started, if they have. */
    Optional<String> runningSince() {
        List<Optional<String>> starts = main().stream().map(this::startedAt).toList();
        return starts.stream().allMatch(Optional::isPresent)
                ? starts.stream().flatMap(Optional::stream).max(BY_TIME)
                : Optional.empty();
    }

    /**
     * When the task became active: its containers run, and it passed the checks of its target groups, if it has any. It
     * stays so when it fails them later: what was reported counts.
     */
    Optional<String> activeSince(Task task) {
        if (!Registration.has(pod) || runningSince().isEmpty()) {
            return runningSince();
        }
        return Optional.ofNullable(task.getStatus())
                .map(status -> status.startedAt)
                .or(() -> condition("Ready")
                        .filter(c -> "True".equals(c.getStatus()))
                        .map(PodCondition::getLastTransitionTime));
    }

    /** Whether the pod goes on for requests that it has, though it is to stop. */
    boolean drains(Instant now) {
        return !deleting()
                && Registration.until(pod).filter(now::isBefore).isPresent()
                && main().stream().filter(PlannedContainer::essential).noneMatch(c -> terminated(c)
                        .isPresent());
    }

    /** When the last container ended. */
    Optional<String> lastEnd() {
        return ends(containers.stream()).max(BY_TIME);
    }

    /** When the last of the containers that run before the others ended, or the pod was taken. */
    String startable() {
        return ends(containers.stream().filter(PlannedContainer::first))
                .max(BY_TIME)
                .orElseGet(this::takenAt);
    }

    Stream<String> ends(Stream<PlannedContainer> of) {
        return of.map(this::terminated)
                .flatMap(Optional::stream)
                .map(ContainerStateTerminated::getFinishedAt)
                .filter(Objects::nonNull);
    }
}
