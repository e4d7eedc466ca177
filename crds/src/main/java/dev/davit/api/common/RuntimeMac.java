package dev.davit.api.common;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What only who has the runtime key can write below a text: 20 bytes of HMAC-SHA256 in lower case base32. */
final class RuntimeMac {

    private static final int BYTES = 20;

    private RuntimeMac() {}

    static String of(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] full = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base32.of(Arrays.copyOf(full, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    /** Takes the same time for every wrong mac. */
    static boolean matches(byte[] key, String text, String given) {
        return MessageDigest.isEqual(
                of(key, text).getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }
}
