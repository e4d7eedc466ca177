package dev.davit.gateway.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Invocations as clouds see them, drawn from a seed: most functions are rare and a few are busy (rates over many orders of
 * magnitude), some are called by a timer, some in bursts; half of all calls take less than a second. The shape is that of
 * the traces of Azure Functions (Serverless in the Wild, ATC 2020).
 */
final class Trace {

    /** How a function is called. */
    enum Kind {
        RANDOM,
        TIMER,
        BURSTS
    }

    /** One function's calls: when each comes and how long it takes, both in nanoseconds, in order. */
    record Calls(Kind kind, long[] at, long[] takes) {}

    private static final double SECOND = 1e9;
    private static final double[] PERIODS = {60, 300, 600, 900, 3600};

    private final SplittableRandom random;
    private final double seconds;

    private Trace(long seed, double seconds) {
        this.random = new SplittableRandom(seed);
        this.seconds = seconds;
    }

    /** The calls of that many functions over that many hours. */
    static List<Calls> of(long seed, int functions, int hours) {
        Trace trace = new Trace(seed, hours * 3600.0);
        List<Calls> all = new ArrayList<>();
        for (int i = 0; i < functions; i++) {
            double draw = trace.random.nextDouble();
            all.add(draw < 0.5 ? trace.random() : draw < 0.8 ? trace.timer() : trace.bursts());
        }
        return all;
    }

    /** Poisson, at a rate between one in eight hours and five a second: nearly half of them below one an hour. */
    private Calls random() {
        double perSecond =
                Math.exp(interpolate(Math.log(1 / 28_800.0), Math.log(5), Math.pow(random.nextDouble(), 2.2)));
        List<Double> at = new ArrayList<>();
        for (double t = exponential(1 / perSecond); t < seconds; t += exponential(1 / perSecond)) {
            at.add(t);
        }
        return calls(Kind.RANDOM, at);
    }

    private Calls timer() {
        double period = PERIODS[random.nextInt(PERIODS.length)];
        List<Double> at = new ArrayList<>();
        for (double t = random.nextDouble() * period; t < seconds; t += period) {
            at.add(t + random.nextDouble() * 0.05);
        }
        return calls(Kind.TIMER, at);
    }

    /** Quiet for about twenty minutes, then up to forty calls within two seconds. */
    private Calls bursts() {
        List<Double> at = new ArrayList<>();
        for (double t = exponential(1200); t < seconds; t += exponential(1200)) {
            int many = 1 + random.nextInt(40);
            for (int i = 0; i < many; i++) {
                at.add(t + random.nextDouble() * 2);
            }
        }
        at.sort(null);
        return calls(Kind.BURSTS, at);
    }

    private Calls calls(Kind kind, List<Double> seconds) {
        double median = Math.exp(Math.log(0.3) + 1.2 * random.nextGaussian());
        long[] takes = seconds.stream()
                .mapToLong(t -> (long) (SECOND * Math.clamp(median * Math.exp(0.3 * random.nextGaussian()), 0.001, 60)))
                .toArray();
        return new Calls(
                kind, seconds.stream().mapToLong(t -> (long) (t * SECOND)).toArray(), takes);
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private static double interpolate(double from, double to, double share) {
        return from + (to - from) * share;
    }
}
