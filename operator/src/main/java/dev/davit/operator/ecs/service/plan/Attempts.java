package dev.davit.operator.ecs.service.plan;

import java.time.Duration;

/**
 * Pure: how often ECS would have tried to place a task by now, of which there is one here that waits: after a minute, and
 * again after pauses that double up to a quarter of an hour.
 *
 * @param count how often
 * @param next how long after the task was made the next try is
 */
public record Attempts(int count, Duration next) {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** Those of a task that has waited for so long. */
    public static Attempts after(Duration waited) {
        Duration next = FIRST;
        int count = 0;
        while (next.compareTo(waited) <= 0) {
            count++;
            next = next.plus(next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE);
        }
        return new Attempts(count, next);
    }
}
