package dev.davit.gateway.balance;

import java.time.Duration;

/**
 * What a load balancer's attributes say.
 *
 * @param key its name
 * @param idle how long a connection may be silent
 * @param forwarded what becomes of X-Forwarded-For
 * @param clientPort whether X-Forwarded-For has the client's port
 * @param preserveHost whether the Host header is left alone
 */
public record LoadBalancerEntry(
        ElbKey key, Duration idle, Forwarded forwarded, boolean clientPort, boolean preserveHost) {

    /** What becomes of X-Forwarded-For. */
    public enum Forwarded {
        /** The client's address is added to it. */
        APPEND,
        /** It is passed on as it came. */
        PRESERVE,
        /** It is taken away. */
        REMOVE
    }

    /** AWS's defaults. */
    public static LoadBalancerEntry of(ElbKey key) {
        return new LoadBalancerEntry(key, Duration.ofSeconds(60), Forwarded.APPEND, false, false);
    }
}
