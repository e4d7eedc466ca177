package dev.davit.operator.autoscaling.scaling;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a metric near a value, as AWS does: three minutes above it scale out at once to what the load needs, fifteen minutes
 * below nine tenths of it scale in to what the busiest of them needed.
 *
 * @param name the policy's name
 * @param resource what it scales, for the names of its alarms
 * @param metric what it looks at
 * @param target the value
 * @param outCooldown for how long after a scale-out only a larger one is made
 * @param inCooldown for how long after any scaling nothing is taken away
 * @param scalesIn whether it takes tasks away
 */
public record TargetTracking(
        String name,
        String resource,
        Metric metric,
        double target,
        Duration outCooldown,
        Duration inCooldown,
        boolean scalesIn)
        implements Policy {

    static final int MINUTES_OUT = 3;
    static final int MINUTES_IN = 15;

    private static final double LOW = 0.9;

    @Override
    public Opinion opinion(History history, Situation situation) {
        Optional<List<Datapoint>> high = history.row(MINUTES_OUT, situation.minute())
                .filter(row -> row.stream().allMatch(point -> point.average() > target));
        if (high.isPresent()) {
            int needed = needed(high.get().getLast(), situation);
            return needed > situation.current() ? Opinion.out(needed, highAlarm()) : Opinion.none(Opinion.NEVER);
        }
        Optional<List<Datapoint>> known = history.row(MINUTES_IN, situation.minute())
                .filter(row -> row.stream().allMatch(Datapoint::complete));
        if (known.isEmpty()) {
            return Opinion.none(Opinion.NEVER);
        }
        int needed = known.get().stream()
                .mapToInt(point -> point.needed(target))
                .max()
                .orElse(Opinion.NEVER);
        if (!scalesIn) {
            return Opinion.none(needed);
        }
        boolean low = known.get().stream().allMatch(point -> point.average() < LOW * target);
        boolean held = situation.past().holdsIn(outCooldown, inCooldown, situation.now());
        return low && !held ? Opinion.in(needed, lowAlarm()) : Opinion.none(Opinion.NEVER);
    }

    /** While a scale-out's cooldown lasts, what it added counts: the need is that of the tasks of before. */
    private int needed(Datapoint point, Situation situation) {
        return situation
                .past()
                .cooling(outCooldown, situation.now())
                .map(scaling -> point.needed(Math.max(1, scaling.base()), target))
                .orElseGet(() -> point.needed(target));
    }

    /** The name of the alarm that scales out. */
    public String highAlarm() {
        return alarm("AlarmHigh");
    }

    /** The name of the alarm that scales in. */
    public String lowAlarm() {
        return alarm("AlarmLow");
    }

    private String alarm(String which) {
        return "TargetTracking-" + resource + "-" + which + "-" + name;
    }
}
