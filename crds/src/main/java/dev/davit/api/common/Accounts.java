package dev.davit.api.common;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The account of a namespace: on Davit a namespace is what an account is on AWS. */
public final class Accounts {

    private static final long TWELVE_DIGITS = 1_000_000_000_000L;

    private Accounts() {}

    /**
     * The 12 digits of a namespace's account: the first 8 bytes of the SHA-256 of its name, as an unsigned number,
     * modulo 10^12. The same in every cluster, so that an ARN in a manifest means the same everywhere.
     */
    public static String of(String namespace) {
        byte[] hash = sha256(namespace.getBytes(StandardCharsets.UTF_8));
        long number = Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), TWELVE_DIGITS);
        return "%012d".formatted(number);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
