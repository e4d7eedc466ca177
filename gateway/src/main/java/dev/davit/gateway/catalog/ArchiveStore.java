package dev.davit.gateway.catalog;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Port: archives on this gateway's disk. */
public interface ArchiveStore {

    /** None can be had. */
    ArchiveStore NONE = (revision, archive) ->
            CompletableFuture.failedFuture(new IllegalStateException("There is no archive store"));

    /** A file that stays while it is held. */
    interface Held extends AutoCloseable {

        /** Where it is; its bytes have the archive's hash. */
        Path file();

        /** Lets go of it. Once only; any thread. */
        @Override
        void close();
    }

    /**
     * Has the archive ready, fetched first when it is not there. Completes exceptionally, with a message for the function's
     * owner, when it cannot be had. Returns at once, may complete on any thread, and is idempotent: who asks for the same archive
     * at the same time waits for the same fetch.
     */
    CompletionStage<Held> hold(RevisionKey revision, ArchiveEntry archive);
}
