package dev.davit.gateway.dispatch;

import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.Poll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Polls of environments that are proven but that the catalog does not know enough about yet: they wait, briefly. */
final class Limbo {

    /** Which question is being asked. */
    enum Kind {
        STANDBY,
        NEXT
    }

    record Asking(Kind kind, Poll poll, long sinceNanos) {}

    private static final long PATIENCE = 30_000_000_000L;

    private final Map<EnvironmentId, Asking> asking = new HashMap<>();

    void add(EnvironmentId id, Kind kind, Poll poll, long now) {
        Asking before = asking.put(id, new Asking(kind, poll, now));
        if (before != null && before.poll() != poll) {
            before.poll().refuse("Another poll of this environment took its place");
        }
    }

    /** Takes out what that environment asked, null when it did not. */
    Asking take(EnvironmentId id) {
        return asking.isEmpty() ? null : asking.remove(id);
    }

    /** Takes out all that such environments asked. */
    List<Poll> takeAll(Predicate<EnvironmentId> of) {
        List<Poll> polls = new ArrayList<>();
        for (Iterator<Map.Entry<EnvironmentId, Asking>> each = asking.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<EnvironmentId, Asking> one = each.next();
            if (of.test(one.getKey())) {
                each.remove();
                polls.add(one.getValue().poll());
            }
        }
        return polls;
    }

    boolean lost(EnvironmentId id, Poll poll) {
        Asking waiting = asking.get(id);
        if (waiting != null && waiting.poll() == poll) {
            asking.remove(id);
            return true;
        }
        return false;
    }

    /** Sends away who has waited too long. */
    void expire(long now) {
        for (Iterator<Asking> each = asking.values().iterator(); each.hasNext(); ) {
            Asking one = each.next();
            if (now - one.sinceNanos() > PATIENCE) {
                each.remove();
                one.poll().refuse("This environment is not known");
            }
        }
    }

    int size() {
        return asking.size();
    }
}
