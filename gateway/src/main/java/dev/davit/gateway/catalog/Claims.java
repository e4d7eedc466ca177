package dev.davit.gateway.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The objects of one kind by what they claim. Those that come too late are kept, for they have it once the others are gone. */
final class Claims<T extends Claim> {

    private final Map<FunctionKey, Map<String, T>> holders = new HashMap<>();
    private final Map<FunctionKey, List<T>> rivals = new HashMap<>();

    /** Who has the qualifier, or null. */
    T get(FunctionKey function, String qualifier) {
        return holders.getOrDefault(function, Map.of()).get(qualifier);
    }

    /** Those of a function that have a qualifier. */
    Collection<T> of(FunctionKey function) {
        return holders.getOrDefault(function, Map.of()).values();
    }

    /** All that have one. */
    Iterable<T> all() {
        return () -> holders.values().stream()
                .flatMap(each -> each.values().stream())
                .iterator();
    }

    /** An object is there, or has changed. */
    void put(T claim) {
        remove(claim);
        Map<String, T> known = holders.computeIfAbsent(claim.function(), k -> new HashMap<>());
        T holder = known.get(claim.qualifier());
        boolean first = holder == null || Claim.OLDEST_FIRST.compare(claim, holder) < 0;
        if (first) {
            known.put(claim.qualifier(), claim);
        }
        if (holder != null) {
            rivals.computeIfAbsent(claim.function(), k -> new ArrayList<>(1)).add(first ? holder : claim);
        }
    }

    /** An object is gone. */
    void remove(T claim) {
        List<T> waiting = rivals.get(claim.function());
        if (waiting != null && waiting.removeIf(each -> isSame(each, claim))) {
            forgetIfEmpty(claim.function(), waiting);
            return;
        }
        Map<String, T> known = holders.get(claim.function());
        if (known == null) {
            return;
        }
        T holder = known.values().stream()
                .filter(each -> isSame(each, claim))
                .findFirst()
                .orElse(null);
        if (holder == null) {
            return;
        }
        known.remove(holder.qualifier());
        if (waiting != null) {
            succeed(holder, known, waiting);
        }
        if (known.isEmpty()) {
            holders.remove(claim.function());
        }
    }

    private void succeed(T holder, Map<String, T> known, List<T> waiting) {
        waiting.stream()
                .filter(each -> each.qualifier().equals(holder.qualifier()))
                .min(Claim.OLDEST_FIRST)
                .ifPresent(next -> {
                    waiting.remove(next);
                    forgetIfEmpty(holder.function(), waiting);
                    known.put(next.qualifier(), next);
                });
    }

    private static boolean isSame(Claim one, Claim other) {
        return one.resourceName().equals(other.resourceName());
    }

    private void forgetIfEmpty(FunctionKey function, List<T> waiting) {
        if (waiting.isEmpty()) {
            rivals.remove(function);
        }
    }
}
