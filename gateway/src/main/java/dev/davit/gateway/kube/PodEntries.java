package dev.davit.gateway.kube;

import dev.davit.api.common.Labels;
import dev.davit.gateway.catalog.PodEntry;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.Termination;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Pure: what the catalog needs of environment pods; null for a pod of no pool. */
final class PodEntries {

    private static final String CONTAINER = "function";
    private static final int KILLED = 137;

    private PodEntries() {}

    static PodEntry of(Pod pod) {
        Map<String, String> labels =
                Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
        String pool = labels.get(Labels.POOL);
        if (pool == null) {
            return null;
        }
        PodStatus status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
        PodPhase phase = homeless(status) ? PodPhase.UNSCHEDULABLE : phase(status.getPhase());
        return new PodEntry(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pool,
                phase,
                pod.getMetadata().getDeletionTimestamp() != null,
                ips(status),
                termination(status, phase),
                Labels.PROVISIONED.equals(labels.get(Labels.INITIALIZATION_TYPE)));
    }

    private static boolean homeless(PodStatus status) {
        return status.getConditions() != null
                && status.getConditions().stream()
                        .anyMatch(c -> "PodScheduled".equals(c.getType())
                                && "False".equals(c.getStatus())
                                && "Unschedulable".equals(c.getReason()));
    }

    private static PodPhase phase(String phase) {
        if (phase == null) {
            return PodPhase.PENDING;
        }
        try {
            return PodPhase.valueOf(phase.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return PodPhase.UNKNOWN;
        }
    }

    private static List<String> ips(PodStatus status) {
        if (status.getPodIPs() != null && !status.getPodIPs().isEmpty()) {
            return status.getPodIPs().stream().map(PodIP::getIp).toList();
        }
        return status.getPodIP() == null ? List.of() : List.of(status.getPodIP());
    }

    private static Termination termination(PodStatus status, PodPhase phase) {
        for (ContainerStatus container :
                Objects.requireNonNullElse(status.getContainerStatuses(), List.<ContainerStatus>of())) {
            if (CONTAINER.equals(container.getName()) && container.getState() != null) {
                ContainerStateTerminated ended = container.getState().getTerminated();
                if (ended != null) {
                    return new Termination(
                            Objects.requireNonNullElse(ended.getExitCode(), KILLED),
                            ended.getReason(),
                            ended.getMessage());
                }
            }
        }
        // An evicted pod may show no container at all, only why.
        return phase.terminal() && status.getReason() != null
                ? new Termination(KILLED, status.getReason(), status.getMessage())
                : null;
    }
}
