package dev.davit.gateway.async;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.kernel.Bounded;
import dev.davit.gateway.meter.AsyncMeter;
import dev.davit.gateway.meter.InvocationMeter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which events are worked on, and which have ended: an event is worked on once at a time, and its end is counted once,
 * though the queue may hand it out again while its acknowledgement is under way or lost.
 */
final class Books {

    private static final int REMEMBERED = 20_000;

    private final InvocationMeter meter;
    private final Set<String> working = new HashSet<>();
    /** Those of them that were not handed out in their state: they may be besides, as is known. */
    private final Set<String> going = new HashSet<>();

    private final Map<String, Boolean> ended = Bounded.latest(REMEMBERED);

    Books(InvocationMeter meter) {
        this.meter = meter;
    }

    AsyncMeter of(FunctionKey function) {
        return meter.events(function);
    }

    /** Takes an event up, or says that it is being worked on in this state; the next one may come before this one is put away. */
    boolean take(QueuedEvent queued) {
        boolean first = working.add(queued.state());
        if (!first && !going.contains(queued.state())) {
            of(queued.event().function()).duplicate();
        }
        return first;
    }

    /** Goes on with an event in its next state before it is handed out, or says that it has been. */
    boolean goOn(QueuedEvent queued) {
        boolean first = working.add(queued.state());
        if (first) {
            going.add(queued.state());
        }
        return first;
    }

    void release(QueuedEvent queued) {
        working.remove(queued.state());
        going.remove(queued.state());
    }

    /** Whether its end is on the books already. */
    boolean hasEnded(Event event) {
        return ended.containsKey(event.requestId());
    }

    /** Writes the end down, once (A2). */
    void end(Event event, Conclusion conclusion) {
        if (ended.put(event.requestId(), true) == null) {
            of(event.function()).ended(end(conclusion));
        }
    }

    private static AsyncMeter.End end(Conclusion conclusion) {
        return switch (conclusion.ending()) {
            case SUCCEEDED -> AsyncMeter.End.SUCCEEDED;
            case EXPIRED -> AsyncMeter.End.EXPIRED;
            case FAILED, STOPPED -> conclusion.told() ? AsyncMeter.End.DEAD_LETTERED : AsyncMeter.End.DROPPED;
        };
    }
}
