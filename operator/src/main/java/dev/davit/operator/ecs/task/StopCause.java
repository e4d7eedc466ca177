package dev.davit.operator.ecs.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.davit.api.ecs.v1alpha1.StopCode;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/**
 * Why a task stops.
 *
 * @param code ECS's stop code
 * @param why the reason in the task's conditions
 * @param text ECS's stopped reason
 * @param at when the stop began
 */
record StopCause(
        @JsonProperty("code") StopCode code,
        @JsonProperty("why") TaskReason why,
        @JsonProperty("text") String text,
        @JsonProperty("at") String at) {

    /** Where the operator writes why it stops a pod, in the same write. */
    static final String ANNOTATION = "ecs.davit.dev/stop";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static StopCause lost(String at) {
        return new StopCause(
                StopCode.InfrastructureHealth,
                TaskReason.PodLost,
                "The pod of the task is gone: somebody deleted it, or its node was lost",
                at);
    }

    static StopCause failedToStart(TaskReason why, String text, String at) {
        return new StopCause(StopCode.TaskFailedToStart, why, text, at);
    }

    /** Whether the task did what it was asked to. */
    boolean well() {
        return why == TaskReason.Succeeded || why == TaskReason.Stopped;
    }

    String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Optional<StopCause> read(Pod pod) {
        String text = pod.getMetadata().getAnnotations().get(ANNOTATION);
        try {
            return text == null ? Optional.empty() : Optional.of(JSON.readValue(text, StopCause.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "annotation " + ANNOTATION + " of pod " + pod.getMetadata().getName() + " was changed", e);
        }
    }
}
