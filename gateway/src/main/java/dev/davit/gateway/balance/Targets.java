package dev.davit.gateway.balance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The targets of a group: who is next. A target that stays keeps its count when others come and go. */
final class Targets {

    private Map<EndpointsEntry.Endpoint, Target> known = Map.of();
    private List<Target> all = List.of();
    private int next;

    /** These slices are there now; an endpoint that moves from one to another is in both for a moment. */
    void become(Collection<EndpointsEntry> slices) {
        Set<EndpointsEntry.Endpoint> wanted = new LinkedHashSet<>();
        slices.forEach(slice -> wanted.addAll(slice.ready()));
        Map<EndpointsEntry.Endpoint, Target> now = new HashMap<>();
        List<Target> list = new ArrayList<>();
        for (EndpointsEntry.Endpoint endpoint : wanted) {
            Target target = known.getOrDefault(endpoint, null);
            target = target == null ? new Target(endpoint) : target;
            now.put(endpoint, target);
            list.add(target);
        }
        known = now;
        all = list;
    }

    /** The next target that was not tried yet; null when there is none (B2). */
    Target next(boolean leastOutstanding, Collection<Target> tried) {
        int size = all.size();
        Target best = null;
        for (int i = 0; i < size; i++) {
            Target target = all.get(Math.floorMod(next + i, size));
            if (!tried.contains(target)) {
                if (!leastOutstanding) {
                    next = Math.floorMod(next + i, size) + 1;
                    return target;
                }
                best = best == null || target.underWay() < best.underWay() ? target : best;
            }
        }
        next++;
        return best;
    }

    int size() {
        return all.size();
    }
}
