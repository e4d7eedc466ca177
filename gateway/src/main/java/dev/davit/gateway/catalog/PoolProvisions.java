package dev.davit.gateway.catalog;

import java.util.Map;
import java.util.Set;

/**
 * What of a pool is kept initialised whether anybody calls or not.
 *
 * @param revisions by revision name: how many, and how far they are
 * @param pods the claimed pods that were made for it
 */
public record PoolProvisions(Map<String, Count> revisions, Set<String> pods) {

    /** Nothing is. */
    public static final PoolProvisions NONE = new PoolProvisions(Map.of(), Set.of());

    /**
     * The environments of one revision.
     *
     * @param requested how many its version and aliases ask for
     * @param allocated how many there are for it, initialised or being initialised
     * @param available how many are initialised, at work or not
     * @param failure why the last one could not be initialised, or null
     */
    public record Count(int requested, int allocated, int available, String failure) {}
}
