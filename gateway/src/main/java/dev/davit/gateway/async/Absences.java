package dev.davit.gateway.async;

import dev.davit.gateway.kernel.Bounded;
import java.util.Map;

/** Since when targets of events are known not to be there; forgotten with the gateway, and the oldest first when there are many. */
final class Absences {

    private static final int MOST = 10_000;

    private final Map<String, Long> since = Bounded.latest(MOST);

    /** Since when the event's target is missing, which it is now. */
    long since(Event event, long nowMillis) {
        return since.computeIfAbsent(key(event), target -> nowMillis);
    }

    /** The event's target is there. */
    void ended(Event event) {
        if (!since.isEmpty()) {
            since.remove(key(event));
        }
    }

    private static String key(Event event) {
        return event.function().namespace() + "/" + event.function().name() + ":" + event.qualifier();
    }
}
