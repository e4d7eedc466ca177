package dev.davit.operator.autoscaling.scaling;

import dev.davit.operator.autoscaling.scaling.Opinion.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one number out of what the policies of a scalable target think. */
public final class Decider {

    private Decider() {}

    /**
     * What may be done at all.
     *
     * @param out whether tasks may be added
     * @param in whether tasks may be taken away: not while it is suspended, nor while a deployment is under way
     */
    public record Allowed(boolean out, boolean in) {}

    private record Voice(Policy policy, Opinion opinion) {

        boolean wants(Wish wish) {
            return opinion.wish() == wish;
        }
    }

    /** The change to make now, if any. */
    public static Optional<Change> decide(
            List<Policy> policies, Map<Metric, History> histories, Situation situation, Allowed allowed) {
        List<Voice> voices = new ArrayList<>();
        policies.forEach(policy -> voices.add(
                new Voice(policy, policy.opinion(histories.getOrDefault(policy.metric(), History.NONE), situation))));
        Optional<Voice> out =
                voices.stream().filter(voice -> voice.wants(Wish.OUT)).max(byDesired());
        if (out.isPresent()) {
            return allowed.out() ? out(out.get(), situation) : Optional.empty();
        }
        return allowed.in() ? in(voices, situation) : Optional.empty();
    }

    private static Optional<Change> out(Voice voice, Situation situation) {
        int desired = Math.min(Math.max(voice.opinion().desired(), situation.atLeastMinimum()), situation.maximum());
        return desired > situation.current()
                ? Optional.of(change(voice, desired, base(voice.policy(), situation)))
                : Optional.empty();
    }

    private static Optional<Change> in(List<Voice> voices, Situation situation) {
        int floor =
                voices.stream().mapToInt(voice -> voice.opinion().floor()).max().orElse(Opinion.NEVER);
        int desired = Math.min(Math.max(floor, situation.minimum()), situation.maximum());
        return floor == Opinion.NEVER || desired >= situation.current()
                ? Optional.empty()
                : voices.stream()
                        .filter(voice -> voice.wants(Wish.IN))
                        .max(byDesired())
                        .map(voice -> change(voice, desired, situation.current()));
    }

    private static int base(Policy policy, Situation situation) {
        Duration cooldown =
                switch (policy) {
                    case TargetTracking tracking -> tracking.outCooldown();
                    case StepScaling steps -> steps.cooldown();
                };
        return situation
                .past()
                .cooling(cooldown, situation.now())
                .map(Past.Scaling::base)
                .orElse(situation.current());
    }

    private static Comparator<Voice> byDesired() {
        return Comparator.comparingInt(voice -> voice.opinion().desired());
    }

    private static Change change(Voice voice, int desired, int base) {
        return new Change(desired, base, voice.policy().name(), voice.opinion().alarm());
    }
}
