package dev.davit.operator.autoscaling.scaling;

import java.util.List;
import java.util.Optional;

/**
 * The last minutes of a metric.
 *
 * @param datapoints in the order of their minutes; those without one are left out
 */
public record History(List<Datapoint> datapoints) {

    /** Nothing is known. */
    public static final History NONE = new History(List.of());

    /** Copies the list. */
    public History {
        datapoints = List.copyOf(datapoints);
    }

    /** The datapoints of the last {@code count} minutes up to {@code minute}; empty when one of them is missing. */
    Optional<List<Datapoint>> row(int count, long minute) {
        List<Datapoint> row = datapoints.stream()
                .filter(point -> point.minute() > minute - count && point.minute() <= minute)
                .toList();
        return row.size() == count ? Optional.of(row) : Optional.empty();
    }

    /** Whether all that runs was measured in that minute. */
    boolean complete(long minute) {
        return row(1, minute).filter(row -> row.getFirst().complete()).isPresent();
    }
}
