package dev.davit.operator.ecs.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.operator.fargate.ContainerName;
import dev.davit.operator.fargate.HealthCheckCommand;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;

/**
 * What the task definition said of a container, as it is kept on the pod: the definition may be gone before the task ends.
 *
 * @param name the name in the definition
 * @param container the name in the pod
 * @param image its image
 * @param essential whether the task ends with it
 * @param first whether it ends before the others start
 * @param judgedAfterSeconds how long after its start a container that passed no health check yet is unhealthy; 0: never
 * @param after what it waits for
 * @param startTimeoutSeconds how long others wait for it after its start; 0: for ever
 * @param restarts whether it is started again, or null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PlannedContainer(
        String name,
        String container,
        String image,
        boolean essential,
        boolean first,
        long judgedAfterSeconds,
        List<After> after,
        int startTimeoutSeconds,
        Restarts restarts) {

    static final String ANNOTATION = "ecs.davit.dev/containers";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * A container that is waited for.
     *
     * @param name its name in the definition
     * @param condition START, COMPLETE, SUCCESS or HEALTHY
     */
    record After(String name, String condition) {}

    PlannedContainer {
        after = Objects.requireNonNullElse(after, List.of());
    }

    static PlannedContainer of(ContainerDefinition definition, boolean first) {
        return new PlannedContainer(
                definition.name,
                ContainerName.of(definition.name),
                definition.image,
                !Boolean.FALSE.equals(definition.essential),
                first,
                HealthCheckCommand.judgedAfterSeconds(definition.healthCheck),
                definition.dependsOn == null
                        ? List.of()
                        : definition.dependsOn.stream()
                                .map(d -> new After(d.containerName, d.condition))
                                .toList(),
                Objects.requireNonNullElse(definition.startTimeout, 0),
                Restarts.of(definition).orElse(null));
    }

    static String write(List<PlannedContainer> containers) {
        try {
            return JSON.writeValueAsString(containers);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<PlannedContainer> read(Pod pod) {
        try {
            return JSON.readValue(
                    pod.getMetadata().getAnnotations().getOrDefault(ANNOTATION, "[]"), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "annotation " + ANNOTATION + " of pod " + pod.getMetadata().getName() + " was changed", e);
        }
    }
}
