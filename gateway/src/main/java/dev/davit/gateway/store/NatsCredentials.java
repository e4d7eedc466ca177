package dev.davit.gateway.store;

import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * What a Secret says about how to sign in and whom to trust: {@code token}; or {@code username} and {@code password}; or
 * {@code creds}, a NATS credentials file; and {@code ca.crt}, {@code tls.crt}, {@code tls.key} for TLS.
 */
public record NatsCredentials(Map<String, byte[]> entries) {

    /** A server that asks for nothing. */
    public static final NatsCredentials NONE = new NatsCredentials(Map.of());

    /** Adds them to a connection's options. */
    void addTo(Options.Builder options) throws GeneralSecurityException {
        if (entries.containsKey("creds")) {
            options.authHandler(Nats.staticCredentials(entries.get("creds")));
        } else if (entries.containsKey("token")) {
            options.token(text("token").toCharArray());
        } else if (entries.containsKey("username")) {
            options.userInfo(text("username").toCharArray(), text("password").toCharArray());
        }
        if (entries.containsKey("ca.crt") || entries.containsKey("tls.crt")) {
            options.sslContext(TlsContext.of(entries.get("ca.crt"), entries.get("tls.crt"), entries.get("tls.key")));
        }
    }

    private String text(String entry) {
        byte[] value = entries.get(entry);
        if (value == null) {
            throw new IllegalArgumentException("the credentials have no entry \"" + entry + "\"");
        }
        return new String(value, StandardCharsets.UTF_8).strip();
    }

    @Override
    public String toString() {
        return "NatsCredentials" + entries.keySet();
    }
}
