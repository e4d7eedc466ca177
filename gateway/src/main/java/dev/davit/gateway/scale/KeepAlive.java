package dev.davit.gateway.scale;

/** How long an idle environment is kept. Pure. */
public final class KeepAlive {

    /** Environments of a revision that nothing points at any more go this soon. */
    public static final long SUPERSEDED_NANOS = 2_000_000_000L;

    /** Environments of a revision that nothing points at yet (it is being verified) are kept so long. */
    public static final long AHEAD_NANOS = 60_000_000_000L;

    /** Whether something that can be invoked points at a revision. */
    public enum Currency {
        NOT_YET,
        CURRENT,
        SUPERSEDED
    }

    private KeepAlive() {}

    /** Whether an environment idle since then is to be retired now. */
    public static boolean expired(long idleSinceNanos, long nowNanos, int idleTimeoutSeconds, Currency currency) {
        long kept =
                switch (currency) {
                    case NOT_YET -> AHEAD_NANOS;
                    case CURRENT -> idleTimeoutSeconds * 1_000_000_000L;
                    case SUPERSEDED -> SUPERSEDED_NANOS;
                };
        return nowNanos - idleSinceNanos >= kept;
    }
}
