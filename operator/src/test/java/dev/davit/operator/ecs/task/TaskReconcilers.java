package dev.davit.operator.ecs.task;

import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.placement.Placement;
import dev.davit.operator.kernel.EventWriter;
import java.time.Clock;

/** The reconciler of tasks, for tests of what is made of them. */
public final class TaskReconcilers {

    private TaskReconcilers() {}

    public static TaskReconciler of(OperatorConfig config, EventWriter events, Placement placement) {
        return new TaskReconciler(config, events, Clock.systemUTC(), placement, Pods.METADATA);
    }
}
