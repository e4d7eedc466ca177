package dev.davit.api.common;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of texts, from which names and ids are made that are the same in every cluster. */
public final class Sha256 {

    private Sha256() {}

    /** The hash of a text's UTF-8. */
    public static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The same, hexadecimal. */
    static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }
}
