package dev.davit.gateway.http;

import java.util.HashMap;
import java.util.Map;

/** Counts calls that read from the API server, so that nobody makes the gateway flood it. Owner thread only. */
public final class CallsUnderWay {

    /** How many calls an account may have under way. */
    public static final int MOST_OF_AN_ACCOUNT = 16;

    private static final int MOST = 64;

    private final Map<String, Integer> byNamespace = new HashMap<>();
    private int all;

    /** Counts one more, or answers false when there are too many; a caller without an account counts as one account. */
    public boolean begin(String namespace) {
        int now = byNamespace.getOrDefault(namespace, 0);
        if (all >= MOST || now >= MOST_OF_AN_ACCOUNT) {
            return false;
        }
        byNamespace.put(namespace, now + 1);
        all++;
        return true;
    }

    /** Counts one less. */
    public void end(String namespace) {
        all--;
        if (byNamespace.merge(namespace, -1, Integer::sum) == 0) {
            byNamespace.remove(namespace);
        }
    }
}
