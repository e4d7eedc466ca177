package dev.davit.operator.ecs.task;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** That the tasks of one deployment of a service are spread over zones, and there over nodes, as far as there is room. */
final class Spread {

    private static final String DEPLOYMENT = "ecs.davit.dev/deployment";
    private static final List<String> OVER = List.of("topology.kubernetes.io/zone", "kubernetes.io/hostname");

    private Spread() {}

    /** None for a task that no service has made. */
    static List<TopologySpreadConstraint> of(Task task) {
        Map<String, String> labels =
                Objects.requireNonNullElse(task.getMetadata().getLabels(), Map.of());
        return Stream.ofNullable(labels.get(Labels.SERVICE))
                .flatMap(service -> OVER.stream().map(key -> evenly(key, service)))
                .toList();
    }

    private static TopologySpreadConstraint evenly(String key, String service) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey(key)
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .addToMatchLabels(Labels.SERVICE, service)
                .endLabelSelector()
                .withMatchLabelKeys(DEPLOYMENT)
                .build();
    }
}
