package dev.davit.operator.ecs.service.plan;

import dev.davit.operator.ecs.service.plan.Plan.Start;
import dev.davit.operator.ecs.service.plan.Plan.Stop;
import dev.davit.operator.ecs.service.plan.TaskView.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Pure: the next starts and stops of a service whose tasks are replaced a few at a time. Its steps are safe one by one: no
 * start exceeds the maximum, no stop goes below the minimum of healthy tasks, whatever was done of an earlier plan.
 *
 * @param sizes how many tasks there may be
 * @param tasks all tasks of the service
 * @param deployment the number of the newest deployment
 * @param launching whether that starts tasks: one that failed does not
 * @param settled whether that is completed: then an unhealthy task stays until another has taken its place
 * @param notBefore when the next task may start
 * @param now the time of the pass
 */
public record RollingPlan(
        Sizes sizes,
        List<TaskView> tasks,
        long deployment,
        boolean launching,
        boolean settled,
        Optional<Instant> notBefore,
        Instant now) {

    public Plan decide() {
        List<TaskView> live = tasks.stream().filter(TaskView::live).toList();
        List<TaskView> own = live.stream().filter(this::stays).toList();
        List<TaskView> others = live.stream().filter(task -> !stays(task)).toList();
        Stops stops = new Stops(live);
        if (launching) {
            others.stream().filter(task -> !task.healthy()).forEach(stops::scaling);
            ScaleIn.choose(healthy(others), stops.healthyLeft() - sizes.desired())
                    .forEach(stops::scaling);
        } else {
            ScaleIn.choose(others, others.size() - sizes.desired()).forEach(stops::scaling);
        }
        unhealthy(own, stops);
        ScaleIn.choose(stops.left(own), stops.left(own).size() - sizes.desired() - spare(own, stops))
                .forEach(stops::scaling);
        int missing = launching ? sizes.desired() - useful(stops.left(own)) : 0;
        int room = sizes.maximum() - stops.left(live).size();
        if (missing > 0 && room <= 0) {
            makeRoom(missing, own, others, stops);
            room = sizes.maximum() - stops.left(live).size();
        }
        boolean due = notBefore.filter(time -> time.isAfter(now)).isEmpty();
        int start = due ? Math.max(0, Math.min(missing, room)) : 0;
        return new Plan(
                start == 0 ? List.of() : List.of(new Start(deployment, start)),
                stops.all,
                Plan.sooner(missing > 0 && !due ? notBefore : Optional.empty(), nextTurn(live)));
    }

    /** A task whose node is drained is replaced as one of an older deployment is: first another, then its stop. */
    private boolean stays(TaskView task) {
        return task.deployment() == deployment && !(launching && task.leaving());
    }

    /** While a deployment is in progress an unhealthy task has failed; later it stays until a healthy one is there in its place. */
    private void unhealthy(List<TaskView> own, Stops stops) {
        List<TaskView> unhealthy =
                own.stream().filter(task -> task.phase() == Phase.UNHEALTHY).toList();
        int replaced = settled ? healthy(own).size() + unhealthy.size() - sizes.desired() : unhealthy.size();
        ScaleIn.choose(unhealthy, replaced).forEach(stops::health);
    }

    /** Unhealthy tasks for which a replacement is on its way: both are there for a while. */
    private int spare(List<TaskView> own, Stops stops) {
        return (int) stops.left(own).stream()
                .filter(task -> task.phase() == Phase.UNHEALTHY)
                .count();
    }

    private void makeRoom(int missing, List<TaskView> own, List<TaskView> others, Stops stops) {
        int spare = Math.min(missing, stops.healthyLeft() - sizes.minimum());
        ScaleIn.choose(healthy(stops.left(others)), spare).forEach(stops::scaling);
        boolean waiting = stops.left(own).stream()
                .anyMatch(task -> task.phase() == Phase.PENDING || task.phase() == Phase.STARTING);
        if (stops.all.isEmpty() && !waiting) {
            stops.left(own).stream()
                    .filter(task -> task.phase() == Phase.UNHEALTHY)
                    .findFirst()
                    .ifPresent(stops::health);
        }
    }

    private Optional<Instant> nextTurn(List<TaskView> live) {
        return live.stream()
                .filter(task -> task.turnsAt() != null)
                .map(TaskView::turnsAt)
                .min(Instant::compareTo);
    }

    private static int useful(List<TaskView> tasks) {
        return (int)
                tasks.stream().filter(task -> task.phase() != Phase.UNHEALTHY).count();
    }

    private static List<TaskView> healthy(List<TaskView> tasks) {
        return tasks.stream().filter(TaskView::healthy).toList();
    }

    /** The stops so far, and what they leave. */
    private static final class Stops {
        private final List<TaskView> live;
        private final List<Stop> all = new ArrayList<>();
        private final Set<String> names = new HashSet<>();

        Stops(List<TaskView> live) {
            this.live = live;
        }

        void scaling(TaskView task) {
            add(task, StopReason.SCALING);
        }

        void health(TaskView task) {
            add(task, StopReason.HEALTH);
        }

        private void add(TaskView task, StopReason reason) {
            all.add(new Stop(task, reason));
            names.add(task.name());
        }

        List<TaskView> left(List<TaskView> of) {
            return of.stream().filter(task -> !names.contains(task.name())).toList();
        }

        int healthyLeft() {
            return healthy(left(live)).size();
        }
    }
}
