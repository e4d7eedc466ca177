package dev.davit.gateway.auth;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The access keys of the cluster, each fed from one Secret. Safe for one feeding and many asking threads. */
public final class AccessKeyStore implements AccessKeys {

    private final Map<String, AccessKey> bySource = new HashMap<>();
    private final Map<String, AccessKey> byId = new ConcurrentHashMap<>();

    /** A source (a Secret's name) now holds this key. */
    public synchronized void put(String source, AccessKey key) {
        AccessKey earlier = bySource.put(source, key);
        if (earlier != null && !earlier.id().equals(key.id())) {
            settle(earlier.id());
        }
        settle(key.id());
    }

    /** A source is gone or holds no usable key any more. */
    public synchronized void remove(String source) {
        AccessKey earlier = bySource.remove(source);
        if (earlier != null) {
            settle(earlier.id());
        }
    }

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return Optional.ofNullable(byId.get(accessKeyId));
    }

    /** An id that two sources claim is nobody's: ambiguous means refused. */
    private void settle(String id) {
        AccessKey only = null;
        int claims = 0;
        for (AccessKey key : bySource.values()) {
            if (key.id().equals(id)) {
                only = key;
                claims++;
            }
        }
        if (claims == 1) {
            byId.put(id, only);
        } else {
            byId.remove(id);
        }
    }
}
