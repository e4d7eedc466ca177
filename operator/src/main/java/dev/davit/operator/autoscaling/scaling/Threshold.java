package dev.davit.operator.autoscaling.scaling;

import java.util.List;
import java.util.Optional;

/**
 * An alarm: a metric that is beyond a threshold for some minutes in a row.
 *
 * @param name the alarm's name
 * @param metric what it looks at
 * @param aggregation which of a datapoint's values counts
 * @param comparison what beyond means
 * @param threshold the threshold
 * @param minutes for how many minutes
 */
public record Threshold(
        String name, Metric metric, Aggregation aggregation, Comparison comparison, double threshold, int minutes) {

    /** Which of a datapoint's values counts. */
    public enum Aggregation {
        /** That over all tasks. */
        AVERAGE,
        /** That of the task with the least. */
        MINIMUM,
        /** That of the task with the most. */
        MAXIMUM;

        double of(Datapoint point) {
            return switch (this) {
                case AVERAGE -> point.average();
                case MINIMUM -> point.minimum();
                case MAXIMUM -> point.maximum();
            };
        }
    }

    /** What beyond means. */
    public enum Comparison {
        /** Greater or equal. */
        GREATER_OR_EQUAL,
        /** Greater. */
        GREATER,
        /** Less. */
        LESS,
        /** Less or equal. */
        LESS_OR_EQUAL;

        boolean beyond(double value, double threshold) {
            return switch (this) {
                case GREATER_OR_EQUAL -> value >= threshold;
                case GREATER -> value > threshold;
                case LESS -> value < threshold;
                case LESS_OR_EQUAL -> value <= threshold;
            };
        }
    }

    boolean above() {
        return comparison == Comparison.GREATER || comparison == Comparison.GREATER_OR_EQUAL;
    }

    /** How far above the threshold the newest value is, negative for below; empty while the alarm is not in ALARM. */
    Optional<Double> breach(History history, long minute) {
        return history.row(minutes, minute)
                .filter(this::breached)
                .map(row -> aggregation.of(row.getLast()) - threshold);
    }

    private boolean breached(List<Datapoint> row) {
        return row.stream().allMatch(point -> comparison.beyond(aggregation.of(point), threshold));
    }
}
