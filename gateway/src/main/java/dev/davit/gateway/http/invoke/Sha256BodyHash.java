package dev.davit.gateway.http.invoke;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes a body the first time somebody asks. */
final class Sha256BodyHash implements BodyHash {

    private final Buffer body;
    private String hex;

    Sha256BodyHash(Buffer body) {
        this.body = body;
    }

    @Override
    public String sha256Hex() {
        if (hex == null) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                hex = HexFormat.of().formatHex(digest.digest(body.getBytes()));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
        return hex;
    }
}
