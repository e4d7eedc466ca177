package dev.davit.gateway.balance;

/**
 * A listener as it is served.
 *
 * @param namespace its namespace
 * @param name its name
 * @param created when it was made, as the cluster says it
 * @param loadBalancer the name of its load balancer
 * @param entryPort the gateway's port that is its alone
 * @param port the port that it is known by
 * @param action what happens to requests that no rule matches
 */
public record ListenerEntry(
        String namespace, String name, String created, String loadBalancer, int entryPort, int port, Action action) {

    /** What tells listeners apart. */
    public ElbKey key() {
        return new ElbKey(namespace, name);
    }
}
