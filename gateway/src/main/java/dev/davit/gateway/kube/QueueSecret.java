package dev.davit.gateway.kube;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** How to sign in to the queue of asynchronous events, as its Secret says; nothing while there is no such Secret. */
final class QueueSecret {

    private final String name;
    private volatile Entries current;

    QueueSecret(String name) {
        this.name = name;
    }

    /** A Secret's entries, which show themselves to nobody. */
    record Entries(Map<String, byte[]> values) {

        static Entries of(Secret secret) {
            Map<String, byte[]> values = new TreeMap<>();
            if (secret.getData() != null) {
                secret.getData()
                        .forEach((name, value) ->
                                values.put(name, Base64.getMimeDecoder().decode(value)));
            }
            return new Entries(values);
        }

        @Override
        public String toString() {
            return "Entries" + values.keySet();
        }
    }

    String name() {
        return name;
    }

    FeedingStore.Sink<Entries> sink() {
        return new FeedingStore.Sink<>() {
            @Override
            public void put(Entries now) {
                current = now;
            }

            @Override
            public void remove(Entries before) {
                current = null;
            }
        };
    }

    /** The entries, or null while there are none. */
    Map<String, byte[]> values() {
        Entries now = current;
        return now == null ? null : now.values;
    }
}
