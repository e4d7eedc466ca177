package dev.davit.operator.autoscaling.scaling;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Adds or removes tasks by how far a metric is beyond a threshold.
 *
 * @param name the policy's name
 * @param alarm what triggers it
 * @param adjustment what its steps mean
 * @param steps the steps; at most one fits any distance
 * @param cooldown for how long after a scaling only a larger scale-out is made, and nothing taken away
 */
public record StepScaling(String name, Threshold alarm, Adjustment adjustment, List<Step> steps, Duration cooldown)
        implements Policy {

    /** Copies the list. */
    public StepScaling {
        steps = List.copyOf(steps);
    }

    @Override
    public Metric metric() {
        return alarm.metric();
    }

    @Override
    public Opinion opinion(History history, Situation situation) {
        Opinion silent = Opinion.none(history.complete(situation.minute()) ? 0 : Opinion.NEVER);
        Optional<Step> step = alarm.breach(history, situation.minute()).flatMap(this::step);
        return step.map(found -> opinion(found, situation, silent)).orElse(silent);
    }

    private Opinion opinion(Step step, Situation situation, Opinion silent) {
        int base = situation
                .past()
                .cooling(cooldown, situation.now())
                .map(Past.Scaling::base)
                .orElse(situation.current());
        int from = Math.max(base, situation.minimum());
        int more = adjustment.apply(from, step.scalingAdjustment());
        if (more > from) {
            return more > situation.current() ? Opinion.out(more, alarm.name()) : Opinion.none(Opinion.NEVER);
        }
        int less = adjustment.apply(situation.atMostMaximum(), step.scalingAdjustment());
        boolean held = situation.past().holdsIn(cooldown, cooldown, situation.now());
        return less < situation.current() && silent.floor() == 0 && !held ? Opinion.in(less, alarm.name()) : silent;
    }

    private Optional<Step> step(double distance) {
        return steps.stream().filter(step -> step.fits(distance, alarm.above())).findFirst();
    }
}
