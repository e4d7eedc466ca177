package dev.davit.gateway.catalog;

/** A pod's phase. */
public enum PodPhase {
    PENDING,
    /** Pending, and the scheduler found no node with room for it. */
    UNSCHEDULABLE,
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNKNOWN;

    /** Whether its container has ended for good. */
    public boolean terminal() {
        return this == SUCCEEDED || this == FAILED;
    }
}
