package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.scale.RequestRate;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts invocations without outcome, per function and per namespace (D5). A function with reserved concurrency has that
 * much for itself and no more; all others of a namespace share what its limit leaves. What is provisioned is taken out of
 * either first. Each of these may be used ten times a second, however short the invocations are.
 */
final class Concurrency {

    /** AWS's reason when a function's reservation is used up. */
    static final String RESERVED = "ReservedFunctionConcurrentInvocationLimitExceeded";

    /** AWS's reason when the account's unreserved concurrency is used up. */
    static final String UNRESERVED = "ConcurrentInvocationLimitExceeded";

    /** AWS's reason when a function with a reservation is invoked too often. */
    static final String RESERVED_RATE = "ReservedFunctionInvocationRateLimitExceeded";

    /** AWS's reason when functions without one are. */
    static final String RATE = "FunctionInvocationRateLimitExceeded";

    private final Map<FunctionKey, RequestRate> ownRates = new HashMap<>();
    private final Map<String, RequestRate> sharedRates = new HashMap<>();
    private final Map<FunctionKey, Integer> running = new HashMap<>();
    private final Map<String, Integer> sharing = new HashMap<>();
    private int total;

    /**
     * What is provisioned of the concurrency that a call shares with others: AWS takes it out first, and what remains is for calls
     * that have no provisioned environment.
     *
     * @param own whether the call is one for which its version has something provisioned
     * @param all how much is provisioned
     * @param used how much of that is in use
     */
    record Provisioned(boolean own, int all, int used) {
        static final Provisioned NONE = new Provisioned(false, 0, 0);

        /** Whether a call is one too many, of so many of which others have no outcome yet. */
        boolean exceeds(int limit, int running) {
            return running >= limit || !own && running - used >= limit - all;
        }
    }

    /** Counts one more, or answers AWS's reason why there is none left; {@code shared} is what the namespace has for all. */
    String acquire(FunctionKey function, Integer reserved, int shared, Provisioned provisioned, long now) {
        String reason = reserved != null
                ? ofReserved(function, reserved, provisioned, now)
                : ofShared(function, shared, provisioned, now);
        if (reason == null) {
            running.merge(function, 1, Integer::sum);
            total++;
        }
        return reason;
    }

    private String ofReserved(FunctionKey function, int reserved, Provisioned provisioned, long now) {
        if (provisioned.exceeds(reserved, of(function))) {
            return RESERVED;
        }
        RequestRate rate = ownRates.computeIfAbsent(function, key -> new RequestRate(reserved, now));
        return rate.take(reserved, now) ? null : RESERVED_RATE;
    }

    private String ofShared(FunctionKey function, int shared, Provisioned provisioned, long now) {
        String namespace = function.namespace();
        int others = sharing(namespace);
        if (provisioned.exceeds(shared, others)) {
            return UNRESERVED;
        }
        RequestRate rate = sharedRates.computeIfAbsent(namespace, key -> new RequestRate(shared, now));
        if (!rate.take(shared, now)) {
            return RATE;
        }
        sharing.put(namespace, others + 1);
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

    /** The function is gone. */
    void forget(FunctionKey function) {
        ownRates.remove(function);
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
