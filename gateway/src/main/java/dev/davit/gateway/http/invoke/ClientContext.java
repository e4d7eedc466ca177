package dev.davit.gateway.http.invoke;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** {@code X-Amz-Client-Context}: base64 of JSON for the caller, plain JSON in a header for the runtime. */
final class ClientContext {

    /** The longest that AWS takes. */
    static final int LONGEST = 3583;

    private ClientContext() {}

    /** The JSON, fit for a header; null when the text is not base64. */
    static String decode(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
        String json = new String(bytes, StandardCharsets.UTF_8);
        StringBuilder header = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c >= ' ' && c < 127) {
                if (header != null) {
                    header.append(c);
                }
                continue;
            }
            if (header == null) {
                header = new StringBuilder(json.length() + 32).append(json, 0, i);
            }
            if (c < ' ') {
                header.append(' '); // white space between tokens; inside a string it would not be JSON
            } else {
                header.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return header == null ? json : header.toString();
    }
}
