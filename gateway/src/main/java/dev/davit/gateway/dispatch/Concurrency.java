package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.FunctionKey;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts invocations without outcome, per function and per namespace (D5). A function with reserved concurrency has that
 * much for itself and no more; all others of a namespace share what its limit leaves.
 */
final class Concurrency {

    /** AWS's reason when a function's reservation is used up. */
    static final String RESERVED = "ReservedFunctionConcurrentInvocationLimitExceeded";

    /** AWS's reason when the account's unreserved concurrency is used up. */
    static final String UNRESERVED = "ConcurrentInvocationLimitExceeded";

    private final Map<FunctionKey, Integer> running = new HashMap<>();
    private final Map<String, Integer> sharing = new HashMap<>();
    private int total;

    /** Counts one more, or answers AWS's reason why there is none left; {@code shared} is what the namespace has for all. */
    String acquire(FunctionKey function, Integer reserved, int shared) {
        if (reserved != null) {
            if (of(function) >= reserved) {
                return RESERVED;
            }
        } else {
            int others = sharing(function.namespace());
            if (others >= shared) {
                return UNRESERVED;
            }
            sharing.put(function.namespace(), others + 1);
        }
        running.merge(function, 1, Integer::sum);
        total++;
        return null;
    }

    /** Counts one that has begun already, whatever the limits say. */
    void count(FunctionKey function, Integer reserved) {
        running.merge(function, 1, Integer::sum);
        total++;
        if (reserved == null) {
            sharing.merge(function.namespace(), 1, Integer::sum);
        }
    }

    /** Counts one less; {@code reserved} as it was when it was counted. */
    void release(FunctionKey function, Integer reserved) {
        total--;
        less(running, function);
        if (reserved == null) {
            less(sharing, function.namespace());
        }
    }

    private static <K> void less(Map<K, Integer> counts, K key) {
        counts.merge(key, -1, (a, b) -> a + b == 0 ? null : a + b);
    }

    /** How many of the function are without outcome. */
    int of(FunctionKey function) {
        return running.getOrDefault(function, 0);
    }

    /** How many of the namespace are without outcome that share its concurrency. */
    int sharing(String namespace) {
        return sharing.getOrDefault(namespace, 0);
    }

    /** How many there are in all. */
    int total() {
        return total;
    }
}
