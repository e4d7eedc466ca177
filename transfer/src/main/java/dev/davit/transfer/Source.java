package dev.davit.transfer;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What to fetch.
 *
 * @param url its address
 * @param sha256 the hash it must have, 64 lower-case hexadecimal digits, or null when any will do
 * @param headers headers for the address's own server, never sent to another
 * @param trusted whether who runs Davit chose the server: its own private address is no reason to refuse it then
 */
public record Source(String url, String sha256, Headers headers, boolean trusted) {

    /** Headers made at the moment of the request. */
    @FunctionalInterface
    public interface Headers extends UnaryOperator<Map<String, String>> {}

    /** An address that a user named. */
    public static Source of(String url, String sha256) {
        return new Source(url, sha256, none -> none, false);
    }
}
