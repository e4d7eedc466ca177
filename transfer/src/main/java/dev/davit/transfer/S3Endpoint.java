package dev.davit.transfer;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one S3-compatible endpoint of an installation. Objects are asked for in path style with a signature of version 4, or
 * without one when there are no credentials. Who runs Davit chose it, so it may be at a private address.
 */
public final class S3Endpoint {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String NO_BODY = Hashes.of(new byte[0]);
    private static final int DATE = 8;

    private final String address;
    private final String region;
    private final Credentials credentials;
    private final InstantSource clock;

    /**
     * Who reads.
     *
     * @param accessKeyId the key's id
     * @param secretAccessKey the key
     */
    public record Credentials(String accessKeyId, String secretAccessKey) {
        @Override
        public String toString() {
            return accessKeyId;
        }
    }

    /** An endpoint such as {@code https://s3.example.org}; without credentials (null) nothing is signed. */
    public S3Endpoint(String address, String region, Credentials credentials, InstantSource clock) {
        this.address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** An object to fetch; {@code version} and {@code sha256} may be null. */
    public Source source(String bucket, String key, String version, String sha256) {
        String query = version == null ? "" : "?versionId=" + encoded(version, false);
        String url = address + "/" + encoded(bucket, false) + "/" + encoded(key, true) + query;
        return new Source(url, sha256, given -> signed(url), true);
    }

    private Map<String, String> signed(String url) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (credentials == null) {
            return headers;
        }
        String time = TIME.format(clock.instant());
        String scope = time.substring(0, DATE) + "/" + region + "/s3/aws4_request";
        headers.put("x-amz-content-sha256", NO_BODY);
        headers.put("x-amz-date", time);
        String names = "host;x-amz-content-sha256;x-amz-date";
        String canonical = canonical(url, headers, names);
        String toSign =
                ALGORITHM + "\n" + time + "\n" + scope + "\n" + Hashes.of(canonical.getBytes(StandardCharsets.UTF_8));
        headers.put(
                "Authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + HexFormat.of().formatHex(hmac(key(time.substring(0, DATE)), toSign)));
        return headers;
    }

    private static String canonical(String url, Map<String, String> headers, String names) {
        Target target;
        try {
            target = Target.of(url);
        } catch (TransferException e) {
            throw new IllegalArgumentException("s3.endpoint is no http or https address: " + e.getMessage(), e);
        }
        int query = target.path().indexOf('?');
        String path = query < 0 ? target.path() : target.path().substring(0, query);
        return "GET\n" + path + "\n" + (query < 0 ? "" : target.path().substring(query + 1)) + "\nhost:"
                + target.authority() + "\nx-amz-content-sha256:" + headers.get("x-amz-content-sha256") + "\nx-amz-date:"
                + headers.get("x-amz-date") + "\n\n" + names + "\n" + NO_BODY;
    }

    private byte[] key(String date) {
        byte[] key = ("AWS4" + credentials.secretAccessKey).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {date, region, "s3", "aws4_request"}) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    /** RFC 3986, as signatures want it: everything but letters, digits and -._~ is escaped; slashes of keys stay. */
    private static String encoded(String text, boolean slashes) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0) || slashes && c == '/') {
                encoded.append(c);
            } else {
                encoded.append("%%%02X".formatted((int) c));
            }
        }
        return encoded.toString();
    }
}
