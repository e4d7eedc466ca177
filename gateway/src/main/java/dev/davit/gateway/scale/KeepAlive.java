package dev.davit.gateway.scale;

/** How long an idle environment is kept. Pure. */
public final class KeepAlive {

    /** Environments of a revision that nothing points at any more go this soon. */
    public static final long SUPERSEDED_NANOS = 2_000_000_000L;

    private KeepAlive() {}

    /** Whether an environment idle since then is to be retired now. */
    public static boolean expired(long idleSinceNanos, long nowNanos, int idleTimeoutSeconds, boolean current) {
        long kept = current ? idleTimeoutSeconds * 1_000_000_000L : SUPERSEDED_NANOS;
        return nowNanos - idleSinceNanos >= kept;
    }
}
