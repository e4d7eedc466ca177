package dev.davit.gateway.store;

import java.util.concurrent.CompletionException;

/** Pure: what really went wrong, below what futures and the client wrap around it. */
final class Failures {

    private Failures() {}

    static Throwable root(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null
                && (at instanceof CompletionException || at.getClass() == RuntimeException.class)) {
            at = at.getCause();
        }
        return at;
    }
}
