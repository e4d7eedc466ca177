package dev.davit.operator.ecs.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/**
 * What the task definition said of a container, as it is kept on the pod: the definition may be gone before the task ends.
 *
 * @param name the name in the definition
 * @param container the name in the pod
 * @param essential whether the task ends with it
 * @param first whether it ends before the others start
 * @param judgedAfterSeconds how long after its start a container that passed no health check yet is unhealthy
 */
record PlannedContainer(String name, String container, boolean essential, boolean first, long judgedAfterSeconds) {

    static final String ANNOTATION = "ecs.davit.dev/containers";

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
