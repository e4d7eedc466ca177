package dev.davit.gateway.balance;

import java.util.List;

/**
 * Some of the pods of a target group that may be called: a slice of its Service's endpoints.
 *
 * @param key the slice's name
 * @param targetGroup the group's name
 * @param ready the endpoints that are ready
 */
public record EndpointsEntry(ElbKey key, String targetGroup, List<Endpoint> ready) {

    /** Where a target is called. */
    public record Endpoint(String address, int port) {}
}
