package dev.davit.operator.ecs.service.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the scheduler does next.
 *
 * @param starts how many tasks of which deployments it starts
 * @param stops which tasks it stops
 * @param again when to look again although nothing reports a change
 */
public record Plan(List<Start> starts, List<Stop> stops, Optional<Instant> again) {

    /** So many tasks of a deployment. */
    public record Start(long deployment, int count) {}

    /** A task, and why it is stopped. */
    public record Stop(TaskView task, StopReason reason) {}

    public static Plan nothing() {
        return new Plan(List.of(), List.of(), Optional.empty());
    }

    /** The plan without some starts. */
    public Plan without(Predicate<Start> which) {
        return new Plan(starts.stream().filter(which.negate()).toList(), stops, again);
    }

    /** The plan with a look at that time, if not sooner. */
    public Plan lookingAt(Optional<Instant> time) {
        return new Plan(starts, stops, sooner(again, time));
    }

    /** The sooner of two looks. */
    public static Optional<Instant> sooner(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().isBefore(other.get()) ? one.get() : other.get())
                : one.or(() -> other);
    }
}
