package dev.davit.api.common;

import java.nio.ByteBuffer;

/** The account of a namespace: on Davit a namespace is what an account is on AWS. */
public final class Accounts {

    private static final long TWELVE_DIGITS = 1_000_000_000_000L;

    private Accounts() {}

    /**
     * The 12 digits of a namespace's account: the first 8 bytes of the SHA-256 of its name, as an unsigned number,
     * modulo 10^12. The same in every cluster, so that an ARN in a manifest means the same everywhere.
     */
    public static String of(String namespace) {
        byte[] hash = Sha256.of(namespace);
        long number = Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), TWELVE_DIGITS);
        return "%012d".formatted(number);
    }
}
