package dev.davit.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Percent-encoding as AWS signs it: RFC 3986's unreserved characters stay, everything else is %XX of its UTF-8. */
final class PercentCoding {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final boolean[] UNRESERVED = new boolean[128];

    static {
        for (char c = '0'; c <= 'z'; c++) {
            UNRESERVED[c] = c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a';
        }
        for (char c : "-_.~".toCharArray()) {
            UNRESERVED[c] = true;
        }
    }

    private PercentCoding() {}

    static void encode(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128) {
                encodeByte((byte) c, out);
            } else {
                String rest = text.substring(i);
                for (byte b : rest.getBytes(StandardCharsets.UTF_8)) {
                    encodeByte(b, out);
                }
                return;
            }
        }
    }

    /**
     * Brings a piece of a query to canonical form: decoded once (a plus is a blank, as the router reads it) and encoded
     * again, so that what is signed is what is served. A stray percent sign stands for itself.
     */
    static String canonical(String piece) {
        if (isUnreserved(piece)) {
            return piece;
        }
        StringBuilder out = new StringBuilder(piece.length() + 16);
        for (byte b : decodedBytes(piece)) {
            encodeByte(b, out);
        }
        return out.toString();
    }

    static String decode(String piece) {
        return isUnreserved(piece) ? piece : new String(decodedBytes(piece), StandardCharsets.UTF_8);
    }

    private static byte[] decodedBytes(String piece) {
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        int n = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            int value = b == '%' && i + 2 < bytes.length ? hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]) : -1;
            if (value >= 0) {
                bytes[n++] = (byte) value;
                i += 2;
            } else {
                bytes[n++] = b == '+' ? (byte) ' ' : b;
            }
        }
        return Arrays.copyOf(bytes, n);
    }

    private static boolean isUnreserved(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 || !UNRESERVED[c]) {
                return false;
            }
        }
        return true;
    }

    private static void encodeByte(byte b, StringBuilder out) {
        if (b >= 0 && UNRESERVED[b]) {
            out.append((char) b);
        } else {
            out.append('%').append(HEX[b >> 4 & 0xf]).append(HEX[b & 0xf]);
        }
    }

    /** The value of a hex digit, or -1, which survives the shift and the or. */
    private static int hex(byte digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        int letter = digit | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
