package dev.davit.operator.autoscaling.metric;

import dev.davit.operator.autoscaling.metric.Use.Amount;
import dev.davit.operator.autoscaling.scaling.Datapoint;
import dev.davit.operator.autoscaling.scaling.Metric;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Pure: percent of what tasks have, as ECS reckons it: what all use together, of what all have together. */
final class Utilization {

    private static final double PERCENT = 100;

    private Utilization() {}

    /** The metric of that minute; empty when no running task was measured. */
    static Optional<Datapoint> of(Metric metric, Use use, long minute) {
        ToDoubleFunction<Amount> amount = metric.equals(Metric.MEMORY) ? Amount::memoryMiB : Amount::cpuUnits;
        List<String> measured =
                use.running().keySet().stream().filter(use.used()::containsKey).toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        DoubleSummaryStatistics each = measured.stream()
                .mapToDouble(pod -> PERCENT
                        * amount.applyAsDouble(use.used().get(pod))
                        / amount.applyAsDouble(use.running().get(pod)))
                .summaryStatistics();
        double used = measured.stream()
                .mapToDouble(pod -> amount.applyAsDouble(use.used().get(pod)))
                .sum();
        double had = measured.stream()
                .mapToDouble(pod -> amount.applyAsDouble(use.running().get(pod)))
                .sum();
        return Optional.of(new Datapoint(
                minute,
                PERCENT * used / had,
                each.getMin(),
                each.getMax(),
                measured.size(),
                measured.size() == use.running().size()));
    }
}
