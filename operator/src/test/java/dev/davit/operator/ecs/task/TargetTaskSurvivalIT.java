package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.spec;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskLoadBalancer;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A target of a target group is registered, then asked to stop: it leaves its group first. */
class TargetTaskSurvivalIT extends OneTaskIT {

    @Override
    protected List<BooleanSupplier> steps() {
        return List.of(
                () -> create(spec(container("main")), TargetTaskSurvivalIT::target),
                () -> once(pod -> is("PROVISIONING"), pod -> node().bind(pod)),
                () -> once(pod -> true, pod -> node().run(pod)),
                () -> once(pod -> is("ACTIVATING"), pod -> node().ready(pod, true)),
                () -> is("RUNNING") && askToStop(),
                () -> once(OneTaskIT::isToStop, pod -> node().outOfTime(pod)),
                () -> is("STOPPED"));
    }

    static void target(Task task) {
        TaskLoadBalancer target = new TaskLoadBalancer();
        target.targetGroup = "web";
        target.containerName = "main";
        target.containerPort = 8080;
        target.deregistrationDelay = 1;
        task.getSpec().loadBalancers = List.of(target);
    }
}
