package dev.davit.gateway.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that remembers only so many entries, and for each one more forgets another.
 *
 * @param <K> what it is asked by
 * @param <V> what it tells
 */
public final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    private Bounded(int most, boolean byUse) {
        super(16, 0.75f, byUse);
        this.most = most;
    }

    /** Forgets what was put first. */
    public static <K, V> Map<K, V> latest(int most) {
        return new Bounded<>(most, false);
    }

    /** Forgets what has not been asked for or put for longest. */
    public static <K, V> Map<K, V> used(int most) {
        return new Bounded<>(most, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
