package dev.davit.operator.autoscaling.metric;

import dev.davit.operator.autoscaling.scaling.Datapoint;
import dev.davit.operator.autoscaling.scaling.History;
import dev.davit.operator.autoscaling.scaling.Metric;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The last hour of what scalable targets looked at. It is observed, not decided: a copy of what the cluster said, which
 * nobody misses for longer than it takes to observe it again.
 */
public final class Recorder {

    /** The longest row that an alarm looks at. */
    private static final int MINUTES = 60;

    private final Map<String, Recorded> targets = new ConcurrentHashMap<>();

    /**
     * What is known of one target.
     *
     * @param minute the last minute that was looked at
     * @param histories what was seen
     */
    private record Recorded(long minute, Map<Metric, History> histories) {}

    /** Whether nobody has looked at that minute of the target yet. */
    public boolean isNew(String target, long minute) {
        Recorded known = targets.get(target);
        return known == null || known.minute() < minute;
    }

    /** Adds what was seen in that minute, and returns all that is known of the target. */
    public Map<Metric, History> add(String target, long minute, Map<Metric, Datapoint> seen) {
        targets.values().removeIf(recorded -> recorded.minute() < minute - MINUTES);
        return targets.merge(
                        target,
                        new Recorded(minute, with(Map.of(), minute, seen)),
                        (known, fresh) -> new Recorded(minute, with(known.histories(), minute, seen)))
                .histories();
    }

    private static Map<Metric, History> with(Map<Metric, History> known, long minute, Map<Metric, Datapoint> seen) {
        Map<Metric, History> histories = new HashMap<>();
        Set<Metric> metrics = new HashSet<>(known.keySet());
        metrics.addAll(seen.keySet());
        for (Metric metric : metrics) {
            Stream<Datapoint> before = known.getOrDefault(metric, History.NONE).datapoints().stream()
                    .filter(point -> point.minute() > minute - MINUTES);
            List<Datapoint> points = seen.containsKey(metric)
                    ? Stream.concat(before, Stream.of(seen.get(metric))).toList()
                    : before.toList();
            histories.put(metric, new History(points));
        }
        return histories;
    }
}
