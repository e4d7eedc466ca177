package dev.davit.gateway.auth;

import dev.davit.gateway.http.invoke.BodyHash;
import dev.davit.gateway.http.invoke.RequestHead;
import dev.davit.gateway.kernel.Clock;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies AWS Signature Version 4 as AWS does, in AWS's order and words. The body's real hash is always what counts,
 * so an unsigned payload ({@code UNSIGNED-PAYLOAD}) does not verify: Lambda knows none. The body is hashed only when all
 * that the head can tell is in order.
 */
final class SignatureVerifier {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String LAMBDA = "lambda";
    private static final String ECS = "ecs";
    private static final String TARGET = "x-amz-target";
    private static final String ECS_TARGET = "AmazonEC2ContainerService";
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final String region;
    private final AccessKeys keys;
    private final Clock clock;

    SignatureVerifier(String region, AccessKeys keys, Clock clock) {
        this.region = region;
        this.keys = keys;
        this.clock = clock;
    }

    /** Whether a request claims to be signed; if not it has to show another kind of credential. */
    static boolean isSigned(RequestHead head) {
        List<String> authorization = head.headers("authorization");
        return authorization.isEmpty()
                ? PresignedQuery.isSigned(head.rawQuery())
                : AuthorizationHeader.isSigned(authorization.getFirst());
    }

    /**
     * The key that signed a request.
     *
     * @throws AuthRefusal when the claim is malformed, out of time, of another scope, of an unknown key or false
     */
    AccessKey verify(RequestHead head, BodyHash body) {
        SignedClaim claim = claim(head);
        checkTime(claim);
        if (!claim.coversHost()) {
            throw AuthRefusal.invalidSignature(
                    "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        if (!claim.algorithm().equals(ALGORITHM)) {
            throw AuthRefusal.incomplete(
                    "Unsupported AWS 'algorithm': '" + claim.algorithm() + "' (only " + ALGORITHM + " for now). ");
        }
        CredentialScope scope = CredentialScope.of(claim.credential());
        String service = service(head);
        if (service.equals(ECS) && !claim.signedHeaders().contains(TARGET)) {
            throw AuthRefusal.invalidSignature("'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.");
        }
        scope.check(claim.time(), region, service);
        AccessKey key = keys.find(scope.accessKeyId()).orElseThrow(AuthRefusal::unrecognizedClient);
        if (!claim.form().securityToken().isEmpty()) {
            throw AuthRefusal.unrecognizedClient();
        }
        String canonical = CanonicalRequest.of(head, claim, body.sha256Hex());
        if (!matches(signature(canonical, claim, scope, key), claim.signature())) {
            throw AuthRefusal.signatureMismatch();
        }
        return key;
    }

    /** The service that a request is for: its signature must be good for that one and for no other. */
    private static String service(RequestHead head) {
        String target = head.header(TARGET);
        return target != null && target.startsWith(ECS_TARGET) ? ECS : LAMBDA;
    }

    private static SignedClaim claim(RequestHead head) {
        List<String> authorization = head.headers("authorization");
        return authorization.isEmpty()
                ? PresignedQuery.read(head)
                : AuthorizationHeader.read(head, String.join(",", authorization));
    }

    private void checkTime(SignedClaim claim) {
        Instant now = Instant.ofEpochSecond(clock.epochMillis() / 1000);
        SigningTime signed = claim.time();
        Instant latest = now.plus(SKEW);
        if (signed.instant().isAfter(latest)) {
            throw AuthRefusal.invalidSignature("Signature not yet current: " + signed.text() + " is still later than "
                    + SigningTime.format(latest) + " (" + SigningTime.format(now) + " + 5 min.)");
        }
        Duration lifetime = claim.form().presigned() ? claim.form().lifetime() : SKEW;
        Instant earliest = now.minus(lifetime);
        if (signed.instant().isBefore(earliest)) {
            throw AuthRefusal.invalidSignature("Signature expired: " + signed.text() + " is now earlier than "
                    + SigningTime.format(earliest) + " (" + SigningTime.format(now) + " - " + words(lifetime) + ")");
        }
    }

    private static String words(Duration lifetime) {
        return lifetime.toSecondsPart() == 0 ? lifetime.toMinutes() + " min." : lifetime.toSeconds() + " sec.";
    }

    private static String signature(String canonical, SignedClaim claim, CredentialScope scope, AccessKey key) {
        String hash = Hashing.hex(Hashing.sha256().digest(Hashing.utf8(canonical)));
        String toSign = ALGORITHM + '\n' + claim.time().text() + '\n' + scope.text() + '\n' + hash;
        SecretKeySpec signingKey = key.signingKey(scope.day(), scope.region(), scope.service());
        return Hashing.hex(Hashing.hmac(signingKey, toSign));
    }

    /** Takes the same time wherever the two differ. */
    private static boolean matches(String expected, String given) {
        return MessageDigest.isEqual(Hashing.utf8(expected), Hashing.utf8(given));
    }
}
