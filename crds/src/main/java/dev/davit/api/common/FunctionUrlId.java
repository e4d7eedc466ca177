package dev.davit.api.common;

import java.util.HexFormat;

/** The first label of a function URL's host name, as long as AWS's: 32 characters of a to z and 2 to 7. */
public final class FunctionUrlId {

    /** How long an id is. */
    public static final int LENGTH = 32;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BYTES = 20;

    private FunctionUrlId() {}

    /**
     * The id of a function's URL: made of the namespace, the function's name and the qualifier (null: none) alone, so that
     * operator and gateway agree on it without asking, and a URL survives that its object is made anew. It is no secret.
     */
    public static String of(String namespace, String function, String qualifier) {
        String name = namespace + "/" + function + (qualifier == null ? "" : ":" + qualifier);
        return base32(Sha256.of("function-url:" + name));
    }

    /** Whether a text may be an id. */
    public static boolean isId(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    private static String base32(byte[] hash) {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < BYTES; i += 5) {
            long group = Long.parseLong(HexFormat.of().formatHex(hash, i, i + 5), 16);
            for (int shift = 35; shift >= 0; shift -= 5) {
                text.append(ALPHABET.charAt((int) (group >> shift & 31)));
            }
        }
        return text.toString();
    }
}
