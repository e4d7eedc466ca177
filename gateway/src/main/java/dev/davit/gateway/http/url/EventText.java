package dev.davit.gateway.http.url;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * A request's body as an event carries it: text as it is, everything else in base64.
 *
 * @param text the text, or the base64
 * @param base64 which of the two
 */
public record EventText(String text, boolean base64) {

    private static final String[] TEXTS = {"text/", "application/json", "application/xml", "application/javascript"};

    /** Text is what its type says and its bytes are. */
    public static EventText of(String contentType, byte[] body) {
        if (isText(contentType)) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString();
                return new EventText(text, false);
            } catch (CharacterCodingException e) {
                // then it is not, whatever its type
            }
        }
        return new EventText(Base64.getEncoder().encodeToString(body), true);
    }

    private static boolean isText(String contentType) {
        if (contentType == null) {
            return false;
        }
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        for (String text : TEXTS) {
            if (type.startsWith(text)) {
                return true;
            }
        }
        return type.endsWith("+json") || type.endsWith("+xml");
    }
}
