package dev.davit.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.http.invoke.Authentication;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a stranger sends is refused, never an error of ours and never let in. */
class SignatureFuzzTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:20:30Z");
    private static final String ALPHABET = "AWS4-HMAC-SHA256 Credential=,/;&%+\"'\\{}0123456789abcdefXZT\t\u00e9\u20ac";

    private final Random random = new Random(11);
    private final AccessKeyStore keys = new AccessKeyStore();
    private final RequestAuthenticator authenticator = new RequestAuthenticator(
            "us-east-1", keys, token -> CompletableFuture.completedFuture(Optional.empty()), FixedClock.at(NOW));

    private String mangled(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int n = 1 + random.nextInt(6); n > 0 && !out.isEmpty(); n--) {
            int at = random.nextInt(out.length());
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(4)) {
                case 0 -> out.setCharAt(at, (char) (out.charAt(at) ^ 1 << random.nextInt(6)));
                case 1 -> out.insert(at, c);
                case 2 -> out.delete(at, Math.min(out.length(), at + 1 + random.nextInt(20)));
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private void assertRefused(Wire wire) {
        Authentication answer = authenticator
                .authenticate(wire, () -> Hashing.hex(Hashing.sha256().digest(wire.body())))
                .toCompletableFuture()
                .join();
        assertThat(answer).as(wire.toString()).isInstanceOf(Authentication.Refused.class);
    }

    /** What stands between separators, of which more or fewer mean nothing. */
    private static Set<String> parts(String text, String separator) {
        return Stream.of(text.split(separator)).filter(part -> !part.isEmpty()).collect(Collectors.toSet());
    }

    @Test
    void refusesWhateverIsMangled() {
        Signer signer = Signer.of(NOW);
        keys.put("secret", new AccessKey(signer.accessKeyId(), signer.secret(), "a", "b"));
        Wire wire = signer.sign(new byte[0], r -> r.appendHeader("x-amz-log-type", "Tail"));
        Wire presigned = signer.sign(new byte[0], r -> {}, Duration.ofMinutes(5));
        for (int i = 0; i < 20_000; i++) {
            String authorization = mangled(wire.authorization());
            if (!parts(authorization, "[ ,\t]+").containsAll(parts(wire.authorization(), "[ ,]+"))) {
                assertRefused(wire.with("Authorization", authorization));
            }
            String query = PercentCoding.decode(mangled(presigned.rawQuery()));
            if (!parts(query, "&").equals(parts(PercentCoding.decode(presigned.rawQuery()), "&"))) {
                assertRefused(presigned.query(query));
            }
            assertRefused(wire.with("X-Amz-Date", mangled("20260504T102030Z") + "x"));
        }
    }
}
