package dev.davit.gateway.http.control.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Pure: the version of a managed runtime, which on Davit is the image that its environments boot. */
public final class RuntimeVersion {

    private RuntimeVersion() {}

    /** AWS's {@code RuntimeVersionConfig}; another image is another version. */
    public static Document of(String region, String image) {
        return new Document().put("RuntimeVersionArn", "arn:aws:lambda:" + region + "::runtime:" + sha256(image));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
