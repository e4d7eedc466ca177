package dev.davit.operator.autoscaling.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What policies did before.
 *
 * @param out the last scale-out
 * @param in the last scale-in
 */
public record Past(Optional<Scaling> out, Optional<Scaling> in) {

    /** Nothing was done. */
    public static final Past NONE = new Past(Optional.empty(), Optional.empty());

    /**
     * One scaling.
     *
     * @param at when
     * @param base how many tasks there were before it, and before those scale-outs in whose cooldowns it was
     */
    public record Scaling(Instant at, int base) {}

    /** The scale-out whose cooldown of that length lasts. */
    Optional<Scaling> cooling(Duration cooldown, Instant now) {
        return out.filter(scaling -> scaling.at().plus(cooldown).isAfter(now));
    }

    /** Whether nothing may be taken away yet. */
    boolean holdsIn(Duration outCooldown, Duration inCooldown, Instant now) {
        return cooling(outCooldown, now).isPresent()
                || in.filter(scaling -> scaling.at().plus(inCooldown).isAfter(now))
                        .isPresent();
    }
}
