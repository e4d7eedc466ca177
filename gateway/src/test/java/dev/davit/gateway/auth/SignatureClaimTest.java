package dev.davit.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's words for each way in which a claim can be wrong. */
class SignatureClaimTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:20:30Z");
    private static final Signer SIGNER = Signer.of(NOW);
    private static final byte[] BODY = {'{', '}'};

    private final SignatureVerifier verifier = SignatureVerifierTest.verifierAt(NOW);
    private final Wire wire = SIGNER.sign(BODY, r -> {});

    private void refused(Wire bad, String type, String message) {
        SignatureVerifierTest.assertRefused(verifier, bad, type, message);
    }

    private Wire authorization(String from, String to) {
        String changed = wire.authorization().replaceFirst(from, to);
        assertThat(changed).isNotEqualTo(wire.authorization());
        return wire.with("Authorization", changed);
    }

    @Test
    void acceptsTheSkewAwsAccepts() {
        for (long seconds : new long[] {-300, -1, 1, 300}) {
            Wire skewed = Signer.of(NOW.plusSeconds(seconds)).sign(BODY, r -> {});
            assertThat(SignatureVerifierTest.verify(verifier, skewed)).isNotNull();
        }
    }

    @Test
    void refusesAnExpiredSignature() {
        refused(
                Signer.of(NOW.minusSeconds(301)).sign(BODY, r -> {}),
                "InvalidSignatureException",
                "Signature expired: 20260504T101529Z is now earlier than 20260504T101530Z (20260504T102030Z - 5 min.)");
    }

    @Test
    void refusesASignatureOfTheFuture() {
        refused(
                Signer.of(NOW.plusSeconds(301)).sign(BODY, r -> {}),
                "InvalidSignatureException",
                "Signature not yet current: 20260504T102531Z is still later than 20260504T102530Z"
                        + " (20260504T102030Z + 5 min.)");
    }

    @Test
    void holdsAPresignedUrlForItsLifetimeOnly() {
        Duration hour = Duration.ofHours(1);
        Wire fresh = Signer.of(NOW.minusSeconds(3600)).sign(BODY, r -> {}, hour);
        assertThat(SignatureVerifierTest.verify(verifier, fresh)).isNotNull();
        refused(
                Signer.of(NOW.minusSeconds(3601)).sign(BODY, r -> {}, hour),
                "InvalidSignatureException",
                "Signature expired: 20260504T092029Z is now earlier than 20260504T092030Z (20260504T102030Z - 60 min.)");
    }

    @Test
    void refusesAnUnknownKey() {
        refused(
                SIGNER.id("AKIDOTHER").sign(BODY, r -> {}),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void refusesASessionTokenAsNoKeyHasOne() {
        refused(
                wire.with("X-Amz-Security-Token", "FwoGZXIvYXdzE"),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void refusesAnotherScopeSayingAllThatIsWrong() {
        refused(
                SIGNER.region("eu-west-1").sign(BODY, r -> {}),
                "InvalidSignatureException",
                "Credential should be scoped to a valid region. ");
        refused(
                SIGNER.service("s3").region("eu-west-1").sign(BODY, r -> {}),
                "InvalidSignatureException",
                "Credential should be scoped to a valid region. Credential should be scoped to correct service:"
                        + " 'lambda'. ");
        refused(
                authorization("/20260504/us-east-1/lambda/aws4_request", "/20260503/us-east-1/lambda/aws4"),
                "InvalidSignatureException",
                "Credential should be scoped with a valid terminator: 'aws4_request'. Date in Credential scope does not"
                        + " match YYYYMMDD from ISO-8601 version of date from HTTP: '20260503' != '20260504', from"
                        + " '20260504T102030Z'.");
    }

    @Test
    void refusesWhenTheHostIsNotSigned() {
        refused(
                authorization("SignedHeaders=host;", "SignedHeaders="),
                "InvalidSignatureException",
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void refusesAnIncompleteHeaderWithoutRepeatingIt() {
        refused(
                wire.with("Authorization", "AWS4-HMAC-SHA256 SignedHeaders=host")
                        .without("X-Amz-Date"),
                "IncompleteSignatureException",
                "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature'"
                        + " parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                        + " header. (Hashed with SHA-256 and encoded with Base64)"
                        + " Authorization=" + hashed("AWS4-HMAC-SHA256 SignedHeaders=host"));
        refused(
                wire.with("Authorization", "AWS4-HMAC-SHA256 secret"),
                "IncompleteSignatureException",
                "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded"
                        + " with Base64): '" + hashed("AWS4-HMAC-SHA256 secret") + "'.");
    }

    private static String hashed(String text) {
        return java.util.Base64.getEncoder().encodeToString(Hashing.sha256().digest(Hashing.utf8(text)));
    }

    @Test
    void refusesTwoAuthorizationsInOne() {
        String parameters = wire.authorization().replaceFirst("AWS4-HMAC-SHA256 ", "");
        refused(
                wire.plus("Authorization", parameters),
                "IncompleteSignatureException",
                "Authorization header must not repeat a parameter.");
        assertThatThrownBy(
                        () -> SignatureVerifierTest.verify(verifier, wire.plus("Authorization", wire.authorization())))
                .isInstanceOf(AuthRefusal.class);
    }

    @Test
    void refusesAnotherAlgorithm() {
        refused(
                authorization("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA512"),
                "IncompleteSignatureException",
                "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512' (only AWS4-HMAC-SHA256 for now). ");
    }

    @Test
    void refusesACredentialOfAnotherForm() {
        refused(
                authorization("AKIDDAVIT/", "AKID/DAVIT/"),
                "IncompleteSignatureException",
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got"
                        + " 'AKID/DAVIT/20260504/us-east-1/lambda/aws4_request'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"201", "2026-05-04T10:20:30Z", "20261304T102030Z", "20260504T10203٣Z", "20260504T102030Z,x"})
    void refusesAMalformedDate(String date) {
        refused(
                wire.with("X-Amz-Date", date),
                "IncompleteSignatureException",
                "Date must be in ISO-8601 'basic format'. Got '" + date
                        + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    @Test
    void takesTheDateHeaderWhenThereIsNoOther() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.atOffset(ZoneOffset.UTC));
        AccessKey key = new AccessKey(SIGNER.accessKeyId(), SIGNER.secret(), "a", "b");
        Wire dated = wire.without("X-Amz-Date").with("Date", date);
        String scope = "20260504/us-east-1/lambda/aws4_request";
        String canonical = "POST\n" + Signer.INVOKE + "\n\ndate:" + date + "\nhost:localhost:30900\n\ndate;host\n"
                + Hashing.hex(Hashing.sha256().digest(BODY));
        String toSign = "AWS4-HMAC-SHA256\n20260504T102030Z\n" + scope + "\n"
                + Hashing.hex(Hashing.sha256().digest(Hashing.utf8(canonical)));
        String signature = Hashing.hex(Hashing.hmac(key.signingKey("20260504", "us-east-1", "lambda"), toSign));
        assertThat(SignatureVerifierTest.verify(
                        verifier,
                        dated.with(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=AKIDDAVIT/" + scope + ",SignedHeaders=date;host,Signature="
                                        + signature)))
                .isNotNull();
    }

    @Test
    void saysWhatAPresignedQueryLacks() {
        Wire bare = wire.without("Authorization").query("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260504T102030Z");
        refused(
                bare,
                "IncompleteSignatureException",
                "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include"
                        + " 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'."
                        + " Re-examine the query-string parameters.");
        Wire signed = SIGNER.sign(BODY, r -> {}, Duration.ofMinutes(1));
        for (String expires : Arrays.asList("0", "604801", "-1", "x")) {
            refused(
                    signed.query(signed.rawQuery().replace("X-Amz-Expires=60", "X-Amz-Expires=" + expires)),
                    "IncompleteSignatureException",
                    "X-Amz-Expires must be a number of seconds from 1 to 604800 (a week).");
        }
    }

    @Test
    void showsNoSecret() {
        AccessKey key = new AccessKey("AKID", "hush", "team-a", "caller");
        assertThat(key.toString()).isEqualTo("AccessKey[AKID of team-a/caller]");
    }
}
