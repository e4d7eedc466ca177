package dev.davit.gateway.observe;

/**
 * Who watches calls.
 *
 * @param tracer who follows them
 * @param faults who is told when the platform fails them
 */
public record Observers(Tracer tracer, FaultListener faults) {

    /** Nobody. */
    public static final Observers NONE = new Observers(Tracer.NONE, FaultListener.NONE);
}
