package dev.davit.operator.ecs.task;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Does to a pod what a scheduler and a kubelet would, when it is told to. */
record FakeNode(KubernetesClient client) {

    /** Gives the pod a node. */
    void bind(Pod pod) {
        client.raw(
                "/api/v1/namespaces/" + pod.getMetadata().getNamespace() + "/pods/"
                        + pod.getMetadata().getName() + "/binding",
                "POST",
                "{\"apiVersion\":\"v1\",\"kind\":\"Binding\",\"metadata\":{\"name\":\""
                        + pod.getMetadata().getName() + "\"},\"target\":{\"kind\":\"Node\",\"name\":\"node\"}}");
    }

    /** There is no room for it on any node, says the scheduler. */
    void unschedulable(Pod pod) {
        Pod known = client.resource(pod).get();
        known.setStatus(new PodStatusBuilder(known.getStatus())
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available.")
                .withLastTransitionTime(now())
                .endCondition()
                .build());
        client.resource(known).updateStatus();
    }

    /** The kubelet has it, and is about to start its containers. */
    void take(Pod pod) {
        report(
                pod,
                "Pending",
                null,
                new ContainerStateBuilder()
                        .withNewWaiting()
                        .withReason("ContainerCreating")
                        .endWaiting()
                        .build());
    }

    /** All its containers run. */
    void run(Pod pod) {
        report(pod, "Running", null, running());
    }

    /** What a kubelet makes of containers that have, have not or have no longer an image; one that is named ends with 0. */
    void sync(Pod pod, String ends) {
        Pod known = client.resource(pod).get();
        Map<String, ContainerState> states = known.getStatus().getContainerStatuses().stream()
                .collect(Collectors.toMap(ContainerStatus::getName, ContainerStatus::getState));
        write(
                known,
                "Pending",
                null,
                known.getSpec().getContainers().stream()
                        .map(c -> status(c, next(c, states.get(c.getName()), ends)))
                        .toList());
    }

    private static ContainerState next(Container container, ContainerState state, String ends) {
        if (state != null && state.getTerminated() != null) {
            return state;
        }
        if (ContainerOrder.isHeld(container)) {
            return state != null && state.getRunning() != null ? ended(143) : waiting();
        }
        return container.getName().equals(ends) ? ended(0) : running();
    }

    private static ContainerState waiting() {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason("InvalidImageName")
                .withMessage("couldn't parse image name \"" + ContainerOrder.HELD + "\"")
                .endWaiting()
                .build();
    }

    /** Its containers run and pass their checks, or do not. */
    void ready(Pod pod, boolean ready) {
        Pod known = client.resource(pod).get();
        known.setStatus(new PodStatusBuilder(known.getStatus())
                .removeMatchingFromConditions(c -> c.getType().equals("Ready"))
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .withLastTransitionTime(now())
                .endCondition()
                .build());
        client.resource(known).updateStatus();
    }

    /** One container has ended while the others run. */
    void end(Pod pod, String container, int code) {
        List<ContainerStatus> statuses = pod.getSpec().getContainers().stream()
                .map(c -> status(c, c.getName().equals(container) ? ended(code) : running()))
                .toList();
        write(pod, "Running", null, statuses);
    }

    /** All its containers have ended. */
    void end(Pod pod, int code) {
        report(pod, code == 0 ? "Succeeded" : "Failed", null, ended(code));
    }

    /** It was stopped because its time was over; containers that had ended before stay as they were. */
    void outOfTime(Pod pod) {
        List<ContainerStatus> statuses = client.resource(pod).get().getStatus().getContainerStatuses().stream()
                .map(s -> s.getState().getTerminated() != null
                        ? s
                        : new ContainerStatusBuilder(s)
                                .withReady(false)
                                .withState(ended(143))
                                .build())
                .toList();
        write(pod, "Failed", "DeadlineExceeded", statuses);
    }

    private void report(Pod pod, String phase, String reason, ContainerState state) {
        write(
                pod,
                phase,
                reason,
                pod.getSpec().getContainers().stream()
                        .map(c -> status(c, state))
                        .toList());
    }

    private void write(Pod pod, String phase, String reason, List<ContainerStatus> statuses) {
        Pod known = client.resource(pod).get();
        known.setStatus(new PodStatusBuilder(known.getStatus())
                .withPhase(phase)
                .withReason(reason)
                .withStartTime(
                        known.getStatus().getStartTime() == null
                                ? now()
                                : known.getStatus().getStartTime())
                .withContainerStatuses(statuses)
                .build());
        client.resource(known).updateStatus();
    }

    private static ContainerStatus status(Container container, ContainerState state) {
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID(state.getWaiting() == null ? "sha256:abc" : "")
                .withReady(state.getRunning() != null)
                .withRestartCount(0)
                .withState(state)
                .build();
    }

    private static ContainerState running() {
        return new ContainerStateBuilder()
                .withNewRunning()
                .withStartedAt(now())
                .endRunning()
                .build();
    }

    private static ContainerState ended(int code) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(code)
                .withReason(code == 0 ? "Completed" : "Error")
                .withStartedAt(now())
                .withFinishedAt(now())
                .endTerminated()
                .build();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
