package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.spec;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.StopCode;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.operator.ec2.placement.Place;
import dev.davit.operator.fargate.CapacityProviders;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Tasks and their pods in any state, written by hand. Seconds count from 2026-01-01T00:00:00Z. */
final class Pods {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final String ARN = "arn:aws:ecs:us-east-1:123456789012:task-definition/report:1";

    private Pods() {}

    static String at(int second) {
        return START.plusSeconds(second).toString();
    }

    static StopCause byUser(String at) {
        return new StopWish(StopCode.UserInitiated, "Task stopped by user").at(at);
    }

    /** A gateway that is not there, and a key of zeros. */
    static final TaskMetadata METADATA = new TaskMetadata("davit-gateway.davit-system.svc:9001", () -> new byte[32]);

    static Task task() {
        Task task = new Task();
        task.setMetadata(new ObjectMetaBuilder()
                .withName("report")
                .withNamespace("apps")
                .withUid("uid-task")
                .withGeneration(1L)
                .withCreationTimestamp(at(0))
                .build());
        return task;
    }

    /** A cluster that says nothing of how tasks run. */
    static Setting setting() {
        return new Setting(
                "us-east-1",
                Place.NOWHERE,
                Optional.empty(),
                CapacityProviders.parse(Optional.empty()).get(Optional.empty()),
                false,
                false,
                METADATA);
    }

    /** The pod as it is made. */
    static Pod pod(Task task, ContainerDefinition... containers) {
        Pod pod = TaskPod.of(task, new TaskPod.Revision(ARN, spec(containers)), setting());
        pod.getMetadata().setUid("uid-pod");
        pod.getMetadata().setCreationTimestamp(at(0));
        pod.setStatus(new PodStatus());
        pod.getStatus().setPhase("Pending");
        return pod;
    }

    /** The pod on a node, taken by its kubelet at second 1. */
    static Pod bound(Task task, ContainerDefinition... containers) {
        Pod pod = pod(task, containers);
        pod.getSpec().setNodeName("node");
        pod.getStatus().setStartTime(at(1));
        return pod;
    }

    static Pod phase(Pod pod, String phase) {
        pod.getStatus().setPhase(phase);
        return pod;
    }

    static Pod with(Pod pod, String container, ContainerState state) {
        ContainerStatus status = new ContainerStatusBuilder()
                .withName(container)
                .withState(state)
                .withReady(state.getRunning() != null)
                .withImageID("docker.io/library/" + container + "@sha256:abc")
                .build();
        boolean init = pod.getSpec().getInitContainers().stream()
                .anyMatch(c -> c.getName().equals(container));
        var list = new ArrayList<>(
                init
                        ? pod.getStatus().getInitContainerStatuses()
                        : pod.getStatus().getContainerStatuses());
        list.removeIf(s -> s.getName().equals(container));
        list.add(status);
        if (init) {
            pod.getStatus().setInitContainerStatuses(list);
        } else {
            pod.getStatus().setContainerStatuses(list);
        }
        return pod;
    }

    static ContainerState running(int since) {
        return new ContainerStateBuilder()
                .withNewRunning()
                .withStartedAt(at(since))
                .endRunning()
                .build();
    }

    static ContainerState ended(int code, String reason, int second) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(code)
                .withReason(reason)
                .withStartedAt(at(2))
                .withFinishedAt(at(second))
                .endTerminated()
                .build();
    }

    static ContainerState waiting(String reason, String message) {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .build();
    }

    static TaskInputs inputs(Task task, Pod pod, int second) {
        return new TaskInputs(task, Optional.ofNullable(pod), Optional.empty(), "us-east-1", START.plusSeconds(second));
    }
}
