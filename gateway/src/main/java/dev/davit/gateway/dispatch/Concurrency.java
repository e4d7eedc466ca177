package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.FunctionKey;
import java.util.HashMap;
import java.util.Map;

/** Counts invocations without outcome, per function, against the function's reserved concurrency (D5). */
final class Concurrency {

    private final Map<FunctionKey, Integer> running = new HashMap<>();
    private int total;

    /** Counts one more, or answers false when the function has none left. */
    boolean acquire(FunctionKey function, Integer reserved) {
        int now = running.getOrDefault(function, 0);
        if (reserved != null && now >= reserved) {
            return false;
        }
        running.put(function, now + 1);
        total++;
        return true;
    }

    /** Counts one less. */
    void release(FunctionKey function) {
        total--;
        running.merge(function, -1, (a, b) -> a + b == 0 ? null : a + b);
    }

    /** How many of the function are without outcome. */
    int of(FunctionKey function) {
        return running.getOrDefault(function, 0);
    }

    /** How many there are in all. */
    int total() {
        return total;
    }
}
