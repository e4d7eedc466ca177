package dev.davit.api.common;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who an environment is, said by the host name under which it reaches the gateway:
 * {@code <pod>.<namespace>.<mac>.rt.davit}. The mac binds pod and namespace to the cluster's runtime key, so the
 * gateway knows its caller without asking the API server; only who has the key can make such a name.
 *
 * @param namespace the environment's namespace
 * @param pod the environment's pod
 */
public record EnvironmentAddress(String namespace, String pod) {

    private static final String DOMAIN = "rt.davit";
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int MAC_BYTES = 20;

    /** Refuses names that would make the host name ambiguous: empty ones and ones with a dot or slash. */
    public EnvironmentAddress {
        if (!isLabel(namespace) || !isLabel(pod)) {
            throw new IllegalArgumentException(
                    "Pod and namespace must be DNS labels: '" + pod + "' in '" + namespace + "'");
        }
    }

    /** The host name of this environment under the key. */
    public String host(byte[] key) {
        return pod + "." + namespace + "." + mac(key) + "." + DOMAIN;
    }

    /**
     * Reads and verifies the value of a Host header, with or without a port; empty when it is not such a name or was
     * not made with the key. Takes the same time for every wrong mac.
     */
    public static Optional<EnvironmentAddress> verify(byte[] key, String hostHeader) {
        if (hostHeader == null || hostHeader.length() > 260) {
            return Optional.empty();
        }
        int colon = hostHeader.indexOf(':');
        String host = (colon < 0 ? hostHeader : hostHeader.substring(0, colon)).toLowerCase(Locale.ROOT);
        String[] parts = host.split("\\.", 4);
        if (parts.length != 4 || !DOMAIN.equals(parts[3]) || !isLabel(parts[0]) || !isLabel(parts[1])) {
            return Optional.empty();
        }
        EnvironmentAddress address = new EnvironmentAddress(parts[1], parts[0]);
        byte[] wanted = address.mac(key).getBytes(StandardCharsets.US_ASCII);
        byte[] given = parts[2].getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted, given) ? Optional.of(address) : Optional.empty();
    }

    private String mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] full = mac.doFinal((namespace + "/" + pod).getBytes(StandardCharsets.UTF_8));
            return base32(Arrays.copyOf(full, MAC_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    /** RFC 4648 base32 in lower case, without padding; the length must be a multiple of 5. */
    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 8 / 5);
        for (int i = 0; i < bytes.length; i += 5) {
            long group = 0;
            for (int j = 0; j < 5; j++) {
                group = group << 8 | bytes[i + j] & 0xff;
            }
            for (int shift = 35; shift >= 0; shift -= 5) {
                text.append(ALPHABET.charAt((int) (group >> shift & 31)));
            }
        }
        return text.toString();
    }

    private static boolean isLabel(String name) {
        return name != null
                && !name.isEmpty()
                && name.length() <= 63
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }
}
