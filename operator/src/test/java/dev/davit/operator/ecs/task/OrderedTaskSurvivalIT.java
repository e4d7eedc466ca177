package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.after;
import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.healthy;
import static dev.davit.operator.fargate.Definitions.optional;
import static dev.davit.operator.fargate.Definitions.spec;

import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Containers that wait for each other: two releases, then a stop in two steps. */
class OrderedTaskSurvivalIT extends OneTaskIT {

    /** The images that the node has acted on. */
    private List<String> known = List.of();

    private static TaskDefinitionSpec ordered() {
        return spec(
                container("app", after("db", "HEALTHY"), after("setup", "SUCCESS")),
                container("db", healthy(), after("setup", "COMPLETE")),
                container("setup", optional()));
    }

    @Override
    protected List<BooleanSupplier> steps() {
        known = List.of();
        return List.of(
                () -> create(ordered(), task -> {}),
                () -> once(pod -> is("PROVISIONING"), pod -> node().bind(pod)),
                () -> once(pod -> kubelet(pod) && nothingIsHeld(pod) && isSeenRunning("app"), pod -> askToStop()),
                () -> once(pod -> kubelet(pod) && isToStop(pod), pod -> node().outOfTime(pod)),
                () -> is("STOPPED"));
    }

    /** What a kubelet does when the images of a pod have changed. */
    private boolean kubelet(Pod pod) {
        List<String> images =
                pod.getSpec().getContainers().stream().map(Container::getImage).toList();
        if (!images.equals(known)) {
            known = images;
            node().sync(pod, "setup");
        }
        return true;
    }

    /** The operator has seen it run: what it has not seen start, it needs not stop in order. */
    private boolean isSeenRunning(String container) {
        var status = task().getStatus();
        return status != null
                && status.containers != null
                && status.containers.stream()
                        .anyMatch(each -> container.equals(each.name) && "RUNNING".equals(each.lastStatus));
    }

    private static boolean nothingIsHeld(Pod pod) {
        return pod.getSpec().getContainers().stream().noneMatch(ContainerOrder::isHeld);
    }
}
