package dev.davit.gateway.catalog;

import java.util.concurrent.CompletionStage;

/** Port: archives that objects of the cluster hold themselves. */
@FunctionalInterface
public interface EmbeddedArchives {

    /** The archive's bytes; completes exceptionally when they cannot be read. May complete on any thread. Idempotent. */
    CompletionStage<byte[]> load(RevisionKey revision, ArchiveEntry archive);
}
