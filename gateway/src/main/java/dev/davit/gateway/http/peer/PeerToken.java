package dev.davit.gateway.http.peer;

import dev.davit.gateway.environment.KeySource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What replicas prove themselves with: a code made from the key that they share. Owner thread only. */
public final class PeerToken {

    private static final byte[] PURPOSE = "davit gateway peer v1".getBytes(StandardCharsets.US_ASCII);

    private final KeySource keys;
    private byte[] madeWith;
    private String token;

    /** Made from the key as it is at each call. */
    public PeerToken(KeySource keys) {
        this.keys = keys;
    }

    /** The token, null while there is no key. */
    String current() {
        byte[] key = keys.current();
        if (key == null) {
            return null;
        }
        if (!Arrays.equals(key, madeWith)) {
            madeWith = key.clone();
            token = make(key);
        }
        return token;
    }

    /** Whether that is the token. */
    boolean proves(String said) {
        String expected = current();
        return expected != null
                && said != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII), said.getBytes(StandardCharsets.UTF_8));
    }

    private static String make(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
