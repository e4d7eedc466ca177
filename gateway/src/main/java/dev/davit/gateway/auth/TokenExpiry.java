package dev.davit.gateway.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Reads {@code exp} of a JSON Web Token. Nothing is verified: it only shortens how long a review is remembered. */
final class TokenExpiry {

    private static final JsonFactory JSON = new JsonFactory();

    private TokenExpiry() {}

    static Optional<Instant> of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try (JsonParser claims = JSON.createParser(Base64.getUrlDecoder().decode(parts[1]))) {
            if (claims.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (claims.nextToken() == JsonToken.FIELD_NAME) {
                boolean expiry = claims.currentName().equals("exp");
                JsonToken value = claims.nextToken();
                if (expiry && value.isNumeric()) {
                    return Optional.of(Instant.ofEpochSecond(claims.getLongValue()));
                }
                claims.skipChildren();
            }
            return Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
