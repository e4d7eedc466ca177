package dev.davit.operator.ecs.task;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskLoadBalancer;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That a task's pod is a target of target groups: a label a group, which the group's Service selects. It is there from the
 * start, for a pod that is not ready gets no requests; it goes when the task is asked to stop, and the pod says until when
 * it goes on answering the requests that it has.
 */
final class Registration {

    /** How long the pod goes on after it has been taken out of its groups, in seconds; only on pods that are targets. */
    static final String DELAY = "ecs.davit.dev/deregistration-delay";

    /** Until when the pod goes on, written when it is taken out of its groups. */
    static final String UNTIL = "ecs.davit.dev/deregistered-until";

    /** Elastic Load Balancing's default. */
    private static final int DEFAULT_DELAY = 300;

    private Registration() {}

    static List<TaskLoadBalancer> of(Task task) {
        return task.getSpec().loadBalancers == null ? List.of() : task.getSpec().loadBalancers;
    }

    static Map<String, String> labels(Task task) {
        Map<String, String> labels = new LinkedHashMap<>();
        of(task).forEach(target -> labels.put(Labels.REGISTERED_IN + target.targetGroup, Labels.REGISTERED));
        return labels;
    }

    static Map<String, String> annotations(Task task) {
        return of(task).stream()
                .map(target -> target.deregistrationDelay == null ? DEFAULT_DELAY : target.deregistrationDelay)
                .max(Integer::compare)
                .map(seconds -> Map.of(DELAY, seconds.toString()))
                .orElseGet(Map::of);
    }

    /** Whether the pod is, or was until its stop, a target. */
    static boolean has(Pod pod) {
        return pod.getMetadata().getAnnotations().containsKey(DELAY);
    }

    /** How long the pod goes on after it has been taken out. */
    static Duration delay(Pod pod) {
        return Duration.ofSeconds(
                Long.parseLong(pod.getMetadata().getAnnotations().getOrDefault(DELAY, "0")));
    }

    /** Until when a pod that was taken out goes on. */
    static Optional<Instant> until(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations().get(UNTIL))
                .map(Instant::parse);
    }

    /** The labels that make the pod a target. */
    static List<String> labels(Pod pod) {
        return pod.getMetadata().getLabels().keySet().stream()
                .filter(label -> label.startsWith(Labels.REGISTERED_IN))
                .sorted()
                .toList();
    }
}
