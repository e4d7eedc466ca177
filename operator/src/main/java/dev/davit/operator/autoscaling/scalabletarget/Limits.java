package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.applicationautoscaling.v1alpha1.RegisteredCapacity;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetSpec;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetStatus;
import dev.davit.api.applicationautoscaling.v1alpha1.ScheduledActionProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Pure: the limits in force. They begin as the specification's, and scheduled actions move them when they are due; of those that
 * were missed the newest of each action counts, in the order of their times.
 *
 * @param minimum the lowest count
 * @param maximum the highest count
 * @param fired the actions that are due now and are not reflected yet, in the order of their times
 * @param progress how far each action has come
 * @param next when the next one is due
 */
record Limits(
        int minimum, int maximum, List<Fired> fired, List<ScheduledActionProgress> progress, Optional<Instant> next) {

    /**
     * An action at its time, with the limits that hold from then on.
     *
     * @param action the action
     * @param time its time
     * @param minimum the lowest count from then on
     * @param maximum the highest count from then on
     */
    record Fired(PlannedAction action, Instant time, int minimum, int maximum) {}

    private record Due(PlannedAction action, Instant time) {}

    static Limits of(ScalableTargetInputs inputs, List<PlannedAction> actions) {
        List<Due> due = new ArrayList<>();
        List<ScheduledActionProgress> progress = new ArrayList<>();
        Optional<Instant> next = Optional.empty();
        for (PlannedAction action : actions) {
            Instant since = since(action, inputs);
            Optional<Instant> newest = action.newest(since, inputs.now());
            newest.ifPresent(time -> due.add(new Due(action, time)));
            Instant until = newest.orElse(since);
            Optional<Instant> after = action.after(until);
            progress.add(progress(action, until, after));
            next = sooner(next, after);
        }
        due.sort(Comparator.comparing(Due::time));
        boolean suspended = inputs.suspended(state -> state.scheduledScalingSuspended);
        return moved(begin(inputs), suspended ? List.of() : due, progress, next);
    }

    /** The specification of the limits, as a status keeps it. */
    static RegisteredCapacity registered(ScalableTargetSpec spec) {
        RegisteredCapacity registered = new RegisteredCapacity();
        registered.minCapacity = spec.minCapacity;
        registered.maxCapacity = spec.maxCapacity;
        return registered;
    }

    private static Limits moved(
            Limits begin, List<Due> due, List<ScheduledActionProgress> progress, Optional<Instant> next) {
        int minimum = begin.minimum();
        int maximum = begin.maximum();
        List<Fired> fired = new ArrayList<>();
        for (Due each : due) {
            Integer low = each.action().action().scalableTargetAction.minCapacity;
            Integer high = each.action().action().scalableTargetAction.maxCapacity;
            minimum = low != null ? low : Math.min(minimum, high);
            maximum = high != null ? high : Math.max(maximum, low);
            fired.add(new Fired(each.action(), each.time(), minimum, maximum));
        }
        return new Limits(minimum, maximum, List.copyOf(fired), List.copyOf(progress), next);
    }

    /** Those in force before: the specification's, when it has others than it had. */
    private static Limits begin(ScalableTargetInputs inputs) {
        ScalableTargetSpec spec = inputs.target().getSpec();
        ScalableTargetStatus status = inputs.status();
        boolean same = status.registered != null
                && spec.minCapacity.equals(status.registered.minCapacity)
                && spec.maxCapacity.equals(status.registered.maxCapacity)
                && status.minCapacity != null
                && status.maxCapacity != null;
        return new Limits(
                same ? status.minCapacity : spec.minCapacity,
                same ? status.maxCapacity : spec.maxCapacity,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Instant since(PlannedAction action, ScalableTargetInputs inputs) {
        List<ScheduledActionProgress> known = inputs.status().scheduledActions;
        return known == null
                ? inputs.created()
                : known.stream()
                        .filter(each -> each.scheduledActionName.equals(action.name())
                                && action.plan().equals(each.plan))
                        .findFirst()
                        .map(each -> Instant.parse(each.decidedUntil))
                        .orElse(inputs.now());
    }

    private static ScheduledActionProgress progress(PlannedAction action, Instant until, Optional<Instant> next) {
        ScheduledActionProgress progress = new ScheduledActionProgress();
        progress.scheduledActionName = action.name();
        progress.plan = action.plan();
        progress.decidedUntil = until.toString();
        progress.nextTime = next.map(Instant::toString).orElse(null);
        return progress;
    }

    private static Optional<Instant> sooner(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().isBefore(other.get()) ? one.get() : other.get())
                : one.or(() -> other);
    }
}
