package dev.davit.gateway.testbed;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.meter.AsyncMeter;
import dev.davit.gateway.meter.FunctionMeter;
import dev.davit.gateway.meter.InvocationMeter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what happens to functions and to asynchronous events by name, all functions together. */
public final class CountingMeter implements InvocationMeter, AsyncMeter, FunctionMeter {

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    public int of(String name) {
        return counts.getOrDefault(name, 0);
    }

    /** How many events have ended, in whatever way. */
    public int ended() {
        int all = 0;
        for (End end : End.values()) {
            all += of(end.name());
        }
        return all;
    }

    private void count(String name) {
        counts.merge(name, 1, Integer::sum);
    }

    @Override
    public FunctionMeter function(FunctionKey function) {
        return this;
    }

    @Override
    public AsyncMeter events(FunctionKey function) {
        return this;
    }

    @Override
    public void forget(FunctionKey function) {}

    @Override
    public void received() {
        count("received");
    }

    @Override
    public void age(long millis) {
        count("age");
    }

    @Override
    public void ended(End end) {
        count(end.name());
    }

    @Override
    public void deadLetterError() {
        count("deadLetterErrors");
    }

    @Override
    public void destinationFailure() {
        count("destinationFailures");
    }

    @Override
    public void recursionDropped() {
        count("recursionDropped");
    }

    @Override
    public void duplicate() {
        count("duplicates");
    }

    @Override
    public String toString() {
        return counts.toString();
    }

    @Override
    public void started() {
        count("invocations");
    }

    @Override
    public void urlAnswered(FunctionKey function, int status, long nanos) {
        count("url " + status / 100 + "xx");
    }

    @Override
    public void provisioned(boolean spilledOver) {
        count(spilledOver ? "spilledOver" : "provisioned");
    }

    @Override
    public void ended(long durationNanos, boolean error, boolean provisioned) {
        count(error ? "errors" : "successes");
    }

    @Override
    public void throttled() {
        count("throttles");
    }

    @Override
    public void initialised(long nanos) {
        count("initialisations");
    }
}
