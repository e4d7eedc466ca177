package dev.davit.gateway.kube;

import dev.davit.gateway.auth.AccessKey;
import dev.davit.gateway.auth.AccessKeyStore;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Access keys out of Secrets of type {@code davit.dev/access-key}; an incomplete one is nobody's key. */
final class AccessKeySecrets {

    static final String LABEL = "davit.dev/access-key";

    private static final Logger LOG = Logger.getLogger(AccessKeySecrets.class.getName());
    private static final String TYPE = "davit.dev/access-key";

    private AccessKeySecrets() {}

    /** A Secret's key; equal only to itself, so that every change of a Secret is passed on. */
    record Entry(String secret, AccessKey key) {}

    static Entry entry(Secret secret) {
        String name = secret.getMetadata().getName();
        Map<String, String> data = Objects.requireNonNullElse(secret.getData(), Map.of());
        String id = text(data, "accessKeyId");
        String hidden = text(data, "secretAccessKey");
        String namespace = text(data, "namespace");
        String account = text(data, "serviceAccountName");
        if (!TYPE.equals(secret.getType()) || id == null || hidden == null || namespace == null || account == null) {
            LOG.log(
                    Level.WARNING,
                    "Secret {0} is no access key: it must be of type {1} and have accessKeyId, secretAccessKey, namespace"
                            + " and serviceAccountName",
                    new Object[] {name, TYPE});
            return null;
        }
        return new Entry(name, new AccessKey(id, hidden, namespace, account));
    }

    static FeedingStore.Sink<Entry> sink(AccessKeyStore store) {
        return new FeedingStore.Sink<>() {
            @Override
            public void put(Entry entry) {
                store.put(entry.secret, entry.key);
            }

            @Override
            public void remove(Entry entry) {
                store.remove(entry.secret);
            }
        };
    }

    private static String text(Map<String, String> data, String field) {
        String encoded = data.get(field);
        if (encoded == null) {
            return null;
        }
        String text = new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? null : text;
    }
}
