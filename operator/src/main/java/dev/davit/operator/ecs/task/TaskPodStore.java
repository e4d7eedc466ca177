package dev.davit.operator.ecs.task;

import dev.davit.operator.kernel.Lean;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cache of tasks' pods, which stay until their tasks are deleted: of what they run, no more than {@link PodReading} reads. */
final class TaskPodStore extends TransformingItemStore<Pod> {
    TaskPodStore() {
        super(TaskPodStore::lean);
    }

    static Pod lean(Pod pod) {
        pod.setSpec(lean(pod.getSpec()));
        pod.getMetadata().setLabels(words(pod.getMetadata().getLabels()));
        pod.getMetadata().setAnnotations(words(pod.getMetadata().getAnnotations()));
        if (pod.getStatus() != null) {
            pod.getStatus().setHostIP(null);
            pod.getStatus().setHostIPs(null);
            pod.getStatus().setQosClass(null);
            pod.getStatus().getInitContainerStatuses().forEach(TaskPodStore::shrink);
            pod.getStatus().getContainerStatuses().forEach(TaskPodStore::shrink);
            pod.getStatus().getConditions().forEach(condition -> {
                condition.setType(Lean.word(condition.getType()));
                condition.setStatus(Lean.word(condition.getStatus()));
                condition.setReason(Lean.word(condition.getReason()));
            });
        }
        return Lean.metadata(pod);
    }

    /** Tasks of a definition have nearly all of it in common. */
    private static Map<String, String> words(Map<String, String> map) {
        return map == null
                ? Map.of()
                : map.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                entry -> Lean.word(entry.getKey()), entry -> Lean.word(entry.getValue())));
    }

    private static PodSpec lean(PodSpec spec) {
        return new PodSpecBuilder()
                .withNodeName(Lean.word(spec.getNodeName()))
                .withNodeSelector(spec.getNodeSelector())
                .withActiveDeadlineSeconds(spec.getActiveDeadlineSeconds())
                .withInitContainers(lean(spec.getInitContainers()))
                .withContainers(lean(spec.getContainers()))
                .withVolumes(spec.getVolumes().stream()
                        .filter(volume -> volume.getConfigMap() != null || volume.getSecret() != null)
                        .toList())
                .build();
    }

    private static List<Container> lean(List<Container> containers) {
        return containers.stream()
                .map(container -> new ContainerBuilder()
                        .withName(Lean.word(container.getName()))
                        .withImage(Lean.word(container.getImage()))
                        .withLivenessProbe(container.getLivenessProbe())
                        .build())
                .toList();
    }

    private static void shrink(ContainerStatus status) {
        status.setName(Lean.word(status.getName()));
        status.setImage(Lean.word(status.getImage()));
        status.setImageID(Lean.word(status.getImageID()));
        status.setAllocatedResources(null);
        status.setAllocatedResourcesStatus(null);
        status.setResources(null);
        status.setVolumeMounts(null);
        status.setUser(null);
    }
}
