package dev.davit.gateway.auth;

import dev.davit.gateway.http.invoke.RequestHead;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Requests with an empty body, for tests outside this package. */
public final class Requests {

    public static final String EMPTY_HASH = Hashing.hex(Hashing.sha256().digest());

    private Requests() {}

    /** Signed by the AWS SDK. */
    public static RequestHead signed(String accessKeyId, String secret, Instant at) {
        return Signer.of(at).id(accessKeyId).secret(secret).sign(new byte[0], r -> {});
    }

    public static RequestHead bearer(String token) {
        return new Wire(
                "POST",
                Signer.INVOKE,
                null,
                Map.of("Host", List.of("localhost"), "Authorization", List.of("Bearer " + token)),
                new byte[0]);
    }
}
