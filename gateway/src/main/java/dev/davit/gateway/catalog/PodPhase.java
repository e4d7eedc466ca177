package dev.davit.gateway.catalog;

/** A pod's phase. */
public enum PodPhase {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNKNOWN;

    /** Whether its container has ended for good. */
    public boolean terminal() {
        return this == SUCCEEDED || this == FAILED;
    }
}
