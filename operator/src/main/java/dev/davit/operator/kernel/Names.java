package dev.davit.operator.kernel;

import dev.davit.api.common.Base32;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names that Kubernetes accepts: at most 63 characters, and still unique when something had to be cut. */
public final class Names {
    /** The longest name that is also a label value and a host name. */
    public static final int LIMIT = 63;

    private static final int CUT_HASH = 6;

    private Names() {}

    /** Returns {@code base-suffix}; a base that is too long is cut and gets a hash of itself. */
    public static String join(String base, String suffix) {
        return fit(base, LIMIT - 1 - suffix.length()) + "-" + suffix;
    }

    /** Returns the name, or, when it is longer than {@code limit}, its head and a hash of the whole. */
    public static String fit(String name, int limit) {
        if (name.length() <= limit) {
            return name;
        }
        String head = name.substring(0, limit - CUT_HASH - 1).replaceAll("[^a-z0-9]+$", "");
        return head + "-" + hash(name, CUT_HASH);
    }

    /** Returns the first {@code length} base32 characters of the text's SHA-256. */
    public static String hash(String text, int length) {
        return Base32.of(sha256(text.getBytes(StandardCharsets.UTF_8))).substring(0, length);
    }

    /** Returns the SHA-256 digest. */
    public static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Cuts a message for a condition or an event, showing that it was cut. */
    public static String cut(String message, int limit) {
        return message.length() <= limit ? message : message.substring(0, limit - 1) + "…";
    }
}
