package dev.davit.operator.elbv2.loadbalancer;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pure: which host names an administrator gave to which namespace. An entry is a name or {@code *.} and a domain, which stands
 * for every name below it. Of the entries that are about a host, the narrowest decides: who was given a wildcard has none
 * of what was given to somebody else below it.
 *
 * @param byNamespace the entries of each namespace, in lower case
 * @param reserved domains of Davit's own, of which and below which no host is given to anybody
 */
record HostGrants(Map<String, List<String>> byNamespace, List<String> reserved) {
    private static final String WILDCARD = "*.";

    /** Whether the host, a name or a wildcard, is that namespace's. */
    boolean gives(String namespace, String host) {
        return !isReserved(host)
                && narrowest(host)
                        .filter(entry ->
                                byNamespace.getOrDefault(namespace, List.of()).contains(entry))
                        .isPresent();
    }

    /** Whether the host is of a domain of Davit's own. */
    boolean isReserved(String host) {
        String name = host.startsWith(WILDCARD) ? host.substring(WILDCARD.length()) : host;
        return reserved.stream().anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
    }

    private Optional<String> narrowest(String host) {
        return byNamespace.values().stream()
                .flatMap(Collection::stream)
                .filter(entry -> covers(entry, host))
                .max(Comparator.comparing((String entry) -> entry.equals(host)).thenComparing(String::length));
    }

    private static boolean covers(String entry, String host) {
        return entry.equals(host)
                || entry.startsWith(WILDCARD)
                        && (host.startsWith(WILDCARD) ? host.substring(1) : host).endsWith(entry.substring(1));
    }
}
