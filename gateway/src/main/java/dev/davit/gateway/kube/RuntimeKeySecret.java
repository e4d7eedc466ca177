package dev.davit.gateway.kube;

import dev.davit.gateway.environment.KeySource;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Base64;

/** The runtime key as its Secret has it. No Secret, or one without a key of a decent length: no key, so nobody is let in. */
final class RuntimeKeySecret implements KeySource {

    private static final int SHORTEST = 16;

    private volatile Key key;

    /** A key that shows itself to nobody. */
    record Key(byte[] bytes) {

        static Key of(Secret secret) {
            String encoded = secret.getData() == null ? null : secret.getData().get("key");
            byte[] bytes =
                    encoded == null ? new byte[0] : Base64.getMimeDecoder().decode(encoded);
            return bytes.length < SHORTEST ? null : new Key(bytes);
        }

        @Override
        public String toString() {
            return "Key";
        }
    }

    FeedingStore.Sink<Key> sink() {
        return new FeedingStore.Sink<>() {
            @Override
            public void put(Key now) {
                key = now;
            }

            @Override
            public void remove(Key before) {
                key = null;
            }
        };
    }

    @Override
    public byte[] current() {
        Key now = key;
        return now == null ? null : now.bytes;
    }
}
