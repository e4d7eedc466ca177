package dev.davit.gateway.environment;

import dev.davit.gateway.catalog.RevisionEntry;

/** Port: a runtime's long poll, waiting to be answered. Exactly one of the methods is called, once, on the owner thread. */
public interface Poll {

    /** Answers {@code /runtime/invocation/next}. */
    void invocation(Invocation invocation, int timeoutSeconds);

    /** Answers {@code /environment/next}: become this function; {@code provisioned} ahead of any call. */
    void assignment(RevisionEntry revision, boolean provisioned);

    /** Another gateway replica dispatches for this environment from now on: whoever asked is to ask there. */
    void moved();

    /** Answers with an error: this environment has nothing to do here any more. */
    void refuse(String message);
}
