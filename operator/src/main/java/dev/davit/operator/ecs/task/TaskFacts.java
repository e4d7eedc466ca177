package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.HealthStatus;
import dev.davit.api.ecs.v1alpha1.TaskContainer;
import dev.davit.api.ecs.v1alpha1.TaskNetworkInterface;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a task's status says beside its way of life: where it runs, how it is reached, how it feels. */
final class TaskFacts {

    private static final String ZONE = "topology.kubernetes.io/zone";

    private TaskFacts() {}

    /** Adds the facts. They change only together with the task's way of life or health, so they cost no write of their own. */
    static void of(TaskStatus status, PodReading reading, TaskStatus known) {
        status.healthStatus = health(status.containers, reading).name();
        if (reading.bound()) {
            status.availabilityZone = zone(reading).orElse(null);
            status.nodeName = reading.pod().getSpec().getNodeName();
        }
        if (connected(reading, known)) {
            status.connectivity = "CONNECTED";
            status.connectivityAt = reading.pod().getStatus().getStartTime();
        }
        if (reading.containers().stream().anyMatch(reading::started)) {
            status.pullStartedAt = Optional.ofNullable(known)
                    .map(before -> before.pullStartedAt)
                    .or(() -> sandboxSince(reading))
                    .orElseGet(reading::takenAt);
            // A container that is started again was pulled before.
            status.pullStoppedAt = Optional.ofNullable(known)
                    .map(before -> before.pullStoppedAt)
                    .or(reading::runningSince)
                    .orElse(null);
            List<TaskNetworkInterface> addresses = addresses(reading);
            Map<String, PlannedContainer> planned =
                    reading.containers().stream().collect(Collectors.toMap(PlannedContainer::name, c -> c));
            status.containers.forEach(container -> {
                container.networkInterfaces = addresses;
                container.runtimeId = runtimeId(reading, planned.get(container.name));
            });
        }
    }

    /** The kubelet takes a pod some milliseconds after it was bound: that alone is no news. */
    private static boolean connected(PodReading reading, TaskStatus known) {
        return reading.pod().getStatus().getStartTime() != null
                && (known != null && known.connectivity != null
                        || reading.ended()
                        || reading.containers().stream().anyMatch(reading::started));
    }

    /** When the pod had its network: images are pulled from then on. */
    private static Optional<String> sandboxSince(PodReading reading) {
        return reading.condition("PodReadyToStartContainers")
                .filter(c -> "True".equals(c.getStatus()))
                .map(PodCondition::getLastTransitionTime);
    }

    private static String runtimeId(PodReading reading, PlannedContainer planned) {
        return reading.status(planned)
                .map(ContainerStatus::getContainerID)
                .map(id -> id.substring(id.indexOf("://") < 0 ? 0 : id.indexOf("://") + 3))
                .orElse(null);
    }

    private static List<TaskNetworkInterface> addresses(PodReading reading) {
        String ip = reading.pod().getStatus().getPodIP();
        if (ip == null || ip.isEmpty()) {
            return null;
        }
        TaskNetworkInterface address = new TaskNetworkInterface();
        reading.pod().getStatus().getPodIPs().forEach(one -> {
            if (one.getIp().contains(":")) {
                address.ipv6Address = one.getIp();
            } else {
                address.privateIPv4Address = one.getIp();
            }
        });
        return List.of(address);
    }

    private static Optional<String> zone(PodReading reading) {
        return Optional.ofNullable(reading.pod().getMetadata().getLabels().get(ZONE))
                .or(() -> Optional.ofNullable(reading.pod().getSpec().getNodeSelector())
                        .map(nodes -> nodes.get(ZONE)));
    }

    /** As in ECS: only essential containers with a check count. */
    private static HealthStatus health(List<TaskContainer> containers, PodReading reading) {
        Set<String> judged = reading.containers().stream()
                .filter(PlannedContainer::essential)
                .filter(c -> c.judgedAfterSeconds() > 0)
                .map(PlannedContainer::name)
                .collect(Collectors.toSet());
        Set<String> found = containers.stream()
                .filter(c -> judged.contains(c.name))
                .map(c -> c.healthStatus)
                .collect(Collectors.toSet());
        if (found.contains(HealthStatus.UNHEALTHY.name())) {
            return HealthStatus.UNHEALTHY;
        }
        return found.equals(Set.of(HealthStatus.HEALTHY.name())) ? HealthStatus.HEALTHY : HealthStatus.UNKNOWN;
    }
}
