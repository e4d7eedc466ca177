package dev.davit.operator.autoscaling.metric;

import dev.davit.operator.kernel.Names;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The minutes of one scalable target: each has its own second at which they begin, so that not all look at the same moment.
 *
 * @param second at which second of the clock's minutes they begin
 */
public record Minutes(int second) {

    private static final int LENGTH = 60;

    /** Those of the target with that uid: always the same. */
    public static Minutes of(String uid) {
        byte[] hash = Names.sha256(uid.getBytes(StandardCharsets.UTF_8));
        return new Minutes(Byte.toUnsignedInt(hash[0]) % LENGTH);
    }

    /** Which minute it is. */
    public long at(Instant now) {
        return Math.floorDiv(now.getEpochSecond() - second, LENGTH);
    }

    /** When the next one begins. */
    public Instant next(Instant now) {
        return Instant.ofEpochSecond((at(now) + 1) * LENGTH + second);
    }
}
