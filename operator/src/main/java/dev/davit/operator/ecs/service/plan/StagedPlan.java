package dev.davit.operator.ecs.service.plan;

import dev.davit.operator.ecs.service.plan.Plan.Start;
import dev.davit.operator.ecs.service.plan.Plan.Stop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pure: the next starts and stops while two revisions run side by side. Both have as many tasks as are wanted; nothing that
 * may still be sent requests is stopped.
 *
 * @param desired how many tasks of each are wanted
 * @param tasks all tasks of the service
 * @param newest the number of the newest deployment
 * @param serving the number of the one before it, which serves until traffic has moved, if there is one
 * @param scaleUp whether the newest one has tasks yet
 * @param cleanUp whether the one before is to go
 * @param trafficInForce whether requests go where the deployment wants them
 * @param now the time of the pass
 */
public record StagedPlan(
        int desired,
        List<TaskView> tasks,
        long newest,
        Optional<Long> serving,
        boolean scaleUp,
        boolean cleanUp,
        boolean trafficInForce,
        Instant now) {

    public Plan decide() {
        List<Start> starts = new ArrayList<>();
        List<Stop> stops = new ArrayList<>();
        Optional<Instant> again = Optional.empty();
        List<Long> kept = new ArrayList<>();
        if (scaleUp) {
            kept.add(newest);
        }
        if (!cleanUp) {
            serving.ifPresent(kept::add);
        }
        for (long number : kept) {
            Plan plan = keep(number);
            starts.addAll(plan.starts());
            stops.addAll(plan.stops());
            again = Plan.sooner(again, plan.again());
        }
        if (trafficInForce) {
            tasks.stream()
                    .filter(task -> task.live() && !kept.contains(task.deployment()) && task.deployment() != newest)
                    .filter(task -> cleanUp
                            || serving.filter(s -> s == task.deployment()).isEmpty())
                    .forEach(task -> stops.add(new Stop(task, StopReason.SCALING)));
        }
        return new Plan(starts, stops, again);
    }

    private Plan keep(long number) {
        List<TaskView> own =
                tasks.stream().filter(task -> task.deployment() == number).toList();
        Optional<Instant> notBefore = Failures.of(own, number, true).nextStart(desired);
        boolean settled = serving.filter(s -> s == number).isPresent();
        return new RollingPlan(new Sizes(desired, desired, 2 * desired), own, number, true, settled, notBefore, now)
                .decide();
    }
}
