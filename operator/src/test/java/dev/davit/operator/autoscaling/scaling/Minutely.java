package dev.davit.operator.autoscaling.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service and its policies, minute by minute. */
final class Minutely {

    static final String RESOURCE = "service/default/web";
    static final Instant BEGIN = Instant.parse("2026-11-27T00:00:00Z");

    final List<Policy> policies = new ArrayList<>();
    final Map<Metric, List<Datapoint>> seen = new HashMap<>();
    final List<Change> changes = new ArrayList<>();
    int minimum = 1;
    int maximum = 100;
    int current;
    long minute;
    Past past = Past.NONE;
    Decider.Allowed allowed = new Decider.Allowed(true, true);

    Minutely(int current, Policy... policies) {
        this.current = current;
        this.policies.addAll(List.of(policies));
    }

    static TargetTracking cpu(double target) {
        return tracking("cpu", Metric.CPU, target, true);
    }

    static TargetTracking tracking(String name, Metric metric, double target, boolean scalesIn) {
        return new TargetTracking(
                name, RESOURCE, metric, target, Duration.ofSeconds(300), Duration.ofSeconds(300), scalesIn);
    }

    Instant now() {
        return BEGIN.plus(Duration.ofMinutes(minute));
    }

    /** A minute in which the running tasks have that much of the metric. */
    Minutely sees(Metric metric, double average, int tasks) {
        return sees(metric, new Datapoint(minute + 1, average, average / 2, average * 2, tasks, true));
    }

    Minutely sees(Metric metric, Datapoint point) {
        seen.computeIfAbsent(metric, any -> new ArrayList<>()).add(point);
        return this;
    }

    /** Lets the minute pass: what was decided is done. */
    Optional<Change> passes() {
        minute++;
        Map<Metric, History> histories = new HashMap<>();
        seen.forEach((metric, points) -> histories.put(metric, new History(points)));
        Optional<Change> change = Decider.decide(
                policies, histories, new Situation(current, minimum, maximum, past, minute, now()), allowed);
        change.ifPresent(this::done);
        return change;
    }

    private void done(Change change) {
        Optional<Past.Scaling> scaling = Optional.of(new Past.Scaling(now(), change.base()));
        past = change.desired() > current ? new Past(scaling, past.in()) : new Past(past.out(), scaling);
        current = change.desired();
        changes.add(change);
    }

    /** So many minutes of the same; returns the first change. */
    Optional<Change> minutes(int count, Metric metric, double average) {
        for (int i = 0; i < count; i++) {
            Optional<Change> change = sees(metric, average, current).passes();
            if (change.isPresent()) {
                return change;
            }
        }
        return Optional.empty();
    }
}
