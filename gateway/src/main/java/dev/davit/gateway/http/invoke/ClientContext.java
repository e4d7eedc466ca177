package dev.davit.gateway.http.invoke;

import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** {@code X-Amz-Client-Context}: base64 of JSON for the caller, plain JSON in a header for the runtime. */
final class ClientContext {

    /** The longest that AWS takes. */
    static final int LONGEST = 3583;

    private ClientContext() {}

    /** Why a text that is no client context is refused. */
    static Refusal refusal(String base64) {
        return Refusal.of(
                ErrorCode.INVALID_CONTENT,
                base64.length() > LONGEST
                        ? "Client context must be at most " + LONGEST + " bytes of base64-encoded JSON."
                        : "Client context must be a valid Base64-encoded JSON object.");
    }

    /** The JSON, fit for a header; null when the text is too long or not base64 of a JSON object. */
    static String decode(String base64) {
        if (base64.length() > LONGEST) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (!JsonCheck.isObject(bytes)) {
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
