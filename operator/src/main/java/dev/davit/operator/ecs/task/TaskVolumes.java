package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.Volume;
import dev.davit.operator.fargate.ContainerName;
import dev.davit.operator.fargate.RunAs;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.List;
import java.util.Objects;

/**
 * The volumes of a task's pod.
 *
 * @param definition what the task runs
 */
record TaskVolumes(TaskDefinitionSpec definition) {

    List<io.fabric8.kubernetes.api.model.Volume> all() {
        return volumes().stream().map(TaskVolumes::volume).toList();
    }

    private List<Volume> volumes() {
        return Objects.requireNonNullElse(definition.volumes, List.of());
    }

    private static io.fabric8.kubernetes.api.model.Volume volume(Volume volume) {
        VolumeBuilder made = new VolumeBuilder().withName(ContainerName.of(volume.name));
        if (volume.persistentVolumeClaim != null) {
            return made.withNewPersistentVolumeClaim(volume.persistentVolumeClaim.name, null)
                    .build();
        }
        if (volume.configMap != null) {
            return made.withNewConfigMap()
                    .withName(volume.configMap.name)
                    .endConfigMap()
                    .build();
        }
        return volume.secret == null
                ? made.withNewEmptyDir().endEmptyDir().build()
                : made.withNewSecret()
                        .withSecretName(volume.secret.name)
                        .endSecret()
                        .build();
    }

    /** The group that owns what a claim holds: the first that a container runs as, for no task may write as root; or null. */
    Long group() {
        return volumes().stream().noneMatch(v -> v.persistentVolumeClaim != null)
                ? null
                : definition.containerDefinitions.stream()
                        .map((ContainerDefinition c) -> c.user)
                        .filter(user -> user != null && !user.isBlank())
                        .flatMap(user -> RunAs.parse(user).stream())
                        .map(RunAs::gid)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }
}
