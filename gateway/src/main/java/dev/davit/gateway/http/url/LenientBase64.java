package dev.davit.gateway.http.url;

import java.util.Arrays;
import java.util.Base64;

/** Base64 as function URLs take it: with line breaks, of the alphabet for addresses, with or without padding, whatever else is in it. */
final class LenientBase64 {

    private static final int GROUP = 4;

    private LenientBase64() {}

    /** The bytes of the text up to its padding; characters of no alphabet, and a last one that is no byte, count for nothing. */
    static byte[] decode(byte[] text) {
        byte[] plain = new byte[text.length];
        int length = 0;
        for (byte c : text) {
            if (c == '=') {
                break;
            }
            byte letter = c == '-' ? (byte) '+' : c == '_' ? (byte) '/' : c;
            if (isLetter(letter)) {
                plain[length++] = letter;
            }
        }
        int whole = length % GROUP == 1 ? length - 1 : length;
        return Base64.getDecoder().decode(Arrays.copyOf(plain, whole));
    }

    private static boolean isLetter(byte c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }
}
