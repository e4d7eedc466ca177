package dev.davit.gateway.observe;

/** Port: who is told of the platform's faults. Called on the owner thread; must not block, and copes with many. */
@FunctionalInterface
public interface FaultListener {

    /** A call met a fault. */
    void happened(FaultReport report);

    /** Nobody is told. */
    FaultListener NONE = report -> {};
}
