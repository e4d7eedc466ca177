package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.optional;
import static dev.davit.operator.fargate.Definitions.spec;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Two containers run, the essential one ends, the operator stops the other. */
class TaskSurvivalIT extends OneTaskIT {

    @Override
    protected List<BooleanSupplier> steps() {
        return List.of(
                () -> create(spec(container("main"), container("log", optional())), task -> {}),
                () -> once(pod -> is("PROVISIONING"), pod -> node().bind(pod)),
                () -> once(OneTaskIT::isBound, pod -> node().run(pod)),
                () -> once(pod -> is("RUNNING"), this::endMain),
                () -> once(OneTaskIT::isToStop, pod -> node().outOfTime(pod)),
                () -> is("STOPPED"));
    }

    private void endMain(Pod pod) {
        node().end(pod, "main", 0);
    }
}
