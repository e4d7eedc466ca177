package dev.davit.operator.autoscaling.scaling;

/**
 * What the number of a step means.
 *
 * @param type how it is read
 * @param magnitude the fewest tasks that a percentage adds or removes, at least 1
 */
public record Adjustment(Type type, int magnitude) {

    /** How the number is read. */
    public enum Type {
        /** So many tasks more or less. */
        CHANGE_IN_CAPACITY,
        /** So many percent more or less. */
        PERCENT_CHANGE_IN_CAPACITY,
        /** So many tasks. */
        EXACT_CAPACITY
    }

    /** How many tasks there are to be, when there are {@code count}. */
    int apply(int count, int number) {
        int wanted =
                switch (type) {
                    case CHANGE_IN_CAPACITY -> count + number;
                    case PERCENT_CHANGE_IN_CAPACITY -> count + percent(count, number);
                    case EXACT_CAPACITY -> number;
                };
        return Math.max(0, wanted);
    }

    /** AWS rounds towards zero, but what is between zero and one is one. */
    private int percent(int count, int number) {
        if (number == 0 || count == 0) {
            return 0;
        }
        int tasks = Math.max(magnitude, (int) (Math.abs((long) count * number) / 100));
        return number > 0 ? tasks : -tasks;
    }
}
