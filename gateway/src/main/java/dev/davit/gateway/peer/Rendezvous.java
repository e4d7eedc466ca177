package dev.davit.gateway.peer;

import java.util.Collection;

/** Highest random weight: each (replica, namespace) has a score, the highest one wins. */
public final class Rendezvous {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Rendezvous() {}

    /** The owner among those names; null among none. Ties, which 64 bits make unlikely, go to the lesser name. */
    public static String owner(Collection<String> names, String namespace) {
        String best = null;
        long highest = 0;
        for (String name : names) {
            long score = score(name, namespace);
            int order = best == null ? 1 : Long.compareUnsigned(score, highest);
            if (order > 0 || order == 0 && name.compareTo(best) < 0) {
                best = name;
                highest = score;
            }
        }
        return best;
    }

    private static long score(String name, String namespace) {
        long hash = mix(FNV_OFFSET, name);
        hash = (hash ^ '/') * FNV_PRIME;
        return spread(mix(hash, namespace));
    }

    private static long mix(long hash, String text) {
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * FNV_PRIME;
        }
        return mixed;
    }

    /** SplitMix64's finalizer: FNV alone leaves names that end alike too close together. */
    private static long spread(long hash) {
        long z = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
