package dev.davit.api.common;

import java.util.Locale;
import java.util.Optional;

/**
 * Who an environment is, said by the host name under which it reaches the gateway:
 * {@code <pod>.<namespace>.<mac>.rt.davit}. The mac binds pod and namespace to the cluster's runtime key, so the
 * gateway knows its caller without asking the API server; only who has the key can make such a name.
 *
 * @param namespace the environment's namespace
 * @param pod the environment's pod
 */
public record EnvironmentAddress(String namespace, String pod) {

    private static final String DOMAIN = "rt.davit";

    /** Refuses names that would make the host name ambiguous: empty ones and ones with a dot or slash. */
    public EnvironmentAddress {
        if (!isLabel(namespace) || !isLabel(pod)) {
            throw new IllegalArgumentException(
                    "Pod and namespace must be DNS labels: '" + pod + "' in '" + namespace + "'");
        }
    }

    /** The host name of this environment under the key. */
    public String host(byte[] key) {
        return pod + "." + namespace + "." + RuntimeMac.of(key, text()) + "." + DOMAIN;
    }

    /**
     * Reads and verifies the value of a Host header, with or without a port; empty when it is not such a name or was
     * not made with the key. Takes the same time for every wrong mac.
     */
    public static Optional<EnvironmentAddress> verify(byte[] key, String hostHeader) {
        if (hostHeader == null || hostHeader.length() > 260) {
            return Optional.empty();
        }
        int colon = hostHeader.indexOf(':');
        String host = (colon < 0 ? hostHeader : hostHeader.substring(0, colon)).toLowerCase(Locale.ROOT);
        String[] parts = host.split("\\.", 4);
        if (parts.length != 4 || !DOMAIN.equals(parts[3]) || !isLabel(parts[0]) || !isLabel(parts[1])) {
            return Optional.empty();
        }
        EnvironmentAddress address = new EnvironmentAddress(parts[1], parts[0]);
        return RuntimeMac.matches(key, address.text(), parts[2]) ? Optional.of(address) : Optional.empty();
    }

    private String text() {
        return namespace + "/" + pod;
    }

    private static boolean isLabel(String name) {
        return name != null
                && !name.isEmpty()
                && name.length() <= 63
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }
}
