package dev.davit.gateway.kernel;

import java.util.concurrent.CompletionException;

/** What failed, as it was thrown. */
public final class Causes {

    private Causes() {}

    /** The failure itself, where a stage that depends on the one that failed has wrapped it. */
    public static Throwable of(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
