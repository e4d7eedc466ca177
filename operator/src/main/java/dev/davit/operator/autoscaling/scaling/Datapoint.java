package dev.davit.operator.autoscaling.scaling;

/**
 * A metric in one minute.
 *
 * @param minute which minute; the next one is one more
 * @param average over all tasks: what they use together, of what they have together
 * @param minimum of the task with the least
 * @param maximum of the task with the most
 * @param tasks how many tasks it is the metric of
 * @param complete whether these are all that run
 */
public record Datapoint(long minute, double average, double minimum, double maximum, int tasks, boolean complete) {

    /** How many tasks would have borne all of that minute's load at {@code target} each. */
    int needed(double target) {
        return needed(tasks, target);
    }

    /** The same for the average over no more than so many tasks. */
    int needed(int most, double target) {
        return whole(Math.min(most, tasks) * average / target);
    }

    private static int whole(double tasks) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(tasks - ROUNDING));
    }

    /** Ten tasks at 70 % are 14 at 50 %, and not 15 because of the last bit of a fraction. */
    private static final double ROUNDING = 1e-9;
}
