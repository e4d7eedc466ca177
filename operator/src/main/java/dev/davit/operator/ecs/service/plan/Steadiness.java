package dev.davit.operator.ecs.service.plan;

import java.util.List;

/** Pure: whether a service is in a steady state, as ECS calls it. */
public final class Steadiness {

    private Steadiness() {}

    /** So many healthy tasks of the deployment as are wanted, and no other task that is still there. */
    public static boolean of(List<TaskView> tasks, long deployment, int desired) {
        List<TaskView> there = tasks.stream().filter(TaskView::there).toList();
        return there.size() == desired
                && there.stream().allMatch(task -> task.deployment() == deployment && task.healthy());
    }
}
