package dev.davit.gateway.catalog;

import dev.davit.gateway.kernel.Bounded;
import java.util.Map;

/**
 * How events are treated whose function, version or alias was deleted while they waited: as it said last. The latest that went
 * are remembered, by this gateway alone.
 */
final class Departed {

    private static final int MOST = 2_000;

    private final Map<String, EventConfig> settings = Bounded.latest(MOST);

    void add(FunctionKey function, String qualifier, EventConfig events) {
        String key = key(function, qualifier);
        settings.remove(key);
        if (!events.equals(EventConfig.DEFAULT)) {
            settings.put(key, events);
        }
    }

    /** What the one that went said; AWS's defaults when it said nothing, or is not known. */
    EventConfig events(FunctionKey function, String qualifier) {
        return settings.getOrDefault(key(function, qualifier), EventConfig.DEFAULT);
    }

    private static String key(FunctionKey function, String qualifier) {
        return function.namespace() + "/" + function.name() + ":" + qualifier;
    }
}
