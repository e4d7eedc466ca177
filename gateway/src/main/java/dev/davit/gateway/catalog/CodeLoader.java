package dev.davit.gateway.catalog;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Port: reads a revision's inline code when the catalog does not hold it in memory. */
@FunctionalInterface
public interface CodeLoader {

    /** The files by name; completes exceptionally when they cannot be read. May complete on any thread. Idempotent. */
    CompletionStage<Map<String, String>> load(RevisionKey revision);
}
