package dev.davit.gateway.environment;

import dev.davit.api.common.EnvironmentAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Proves environments by the mac in their host name and remembers what it has proven, for runtimes say the same name with
 * every request. A new key forgets everything. Only proven names are remembered, so nobody can fill the memory.
 */
public final class VerifiedHosts implements CallerIdentity {

    private static final int MOST = 20_000;

    private final KeySource keys;
    private final Map<String, EnvironmentId> proven = new LinkedHashMap<>();
    private byte[] provenWith;

    /** Proves with the key as it is at each call. */
    public VerifiedHosts(KeySource keys) {
        this.keys = keys;
    }

    @Override
    public synchronized EnvironmentId identify(String host) {
        byte[] key = keys.current();
        if (key == null || host == null) {
            return null;
        }
        if (!Arrays.equals(key, provenWith)) {
            proven.clear();
            provenWith = key.clone();
        }
        EnvironmentId known = proven.get(host);
        return known != null ? known : verify(key, host);
    }

    private EnvironmentId verify(byte[] key, String host) {
        EnvironmentId id = EnvironmentAddress.verify(key, host)
                .map(a -> new EnvironmentId(a.namespace(), a.pod()))
                .orElse(null);
        if (id != null) {
            if (proven.size() >= MOST) {
                var eldest = proven.entrySet().iterator();
                eldest.next();
                eldest.remove();
            }
            proven.put(host, id);
        }
        return id;
    }
}
