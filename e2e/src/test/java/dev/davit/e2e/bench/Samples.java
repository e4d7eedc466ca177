package dev.davit.e2e.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Durations of one thing, in milliseconds. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(long nanos) {
        values.add(nanos / 1e6);
    }

    void addAll(Samples others) {
        values.addAll(others.values);
    }

    int size() {
        return values.size();
    }

    /** What a report keeps. */
    Map<String, Object> figures() {
        return Map.of("n", size(), "p50ms", p50(), values.size() >= 300 ? "p99ms" : "maxms", tail());
    }

    double p50() {
        return quantile(0.50);
    }

    /** The 99th percentile from 300 samples on; the maximum below, as fewer do not carry it. */
    double tail() {
        return values.size() >= 300 ? quantile(0.99) : quantile(1);
    }

    private double quantile(double q) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(q * sorted.size())));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "n=%-5d p50 %8.2f ms   %s %8.2f ms",
                values.size(),
                p50(),
                values.size() >= 300 ? "p99" : "max",
                tail());
    }
}
