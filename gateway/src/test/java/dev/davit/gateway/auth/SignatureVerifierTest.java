package dev.davit.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class SignatureVerifierTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:20:30Z");
    private static final Signer SIGNER = Signer.of(NOW);
    private static final byte[] BODY = "{\"name\":\"wörld\"}".getBytes(UTF_8);
    private static final AccessKey KEY = new AccessKey(SIGNER.accessKeyId(), SIGNER.secret(), "team-a", "caller");

    private final SignatureVerifier verifier = verifierAt(NOW);

    static SignatureVerifier verifierAt(Instant now) {
        AccessKeys keys = id -> id.equals(KEY.id()) ? Optional.of(KEY) : Optional.empty();
        return new SignatureVerifier("us-east-1", keys, FixedClock.at(now));
    }

    static AccessKey verify(SignatureVerifier verifier, Wire wire) {
        return verifier.verify(wire, () -> Hashing.hex(Hashing.sha256().digest(wire.body())));
    }

    static Stream<Consumer<SdkHttpRequest.Builder>> oddRequests() {
        return Stream.of(
                r -> {},
                r -> r.method(SdkHttpMethod.GET),
                r -> r.encodedPath("/"),
                r -> r.encodedPath(""),
                r -> r.encodedPath("/2015-03-31/functions/hello%3Alive/invocations"),
                r -> r.encodedPath("/2015-03-31/functions/hello:live/invocations"),
                r -> r.encodedPath("/2015-03-31/functions/"
                        + "arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Ahello/invocations"),
                r -> r.encodedPath("/a%20b/c%2Fd/~e/f+g/h%C3%BC!$&'()*,;=@"),
                r -> r.encodedPath("/2014-11-13/functions/hello/invoke-async/"),
                r -> r.encodedPath("/a/./b/../c"),
                r -> r.encodedPath("/a//b///c/"),
                r -> r.appendRawQueryParameter("Qualifier", "$LATEST"),
                r -> r.appendRawQueryParameter("Qualifier", "prod-1_a"),
                r -> r.appendRawQueryParameter("b", "2").appendRawQueryParameter("a", "1"),
                r -> r.putRawQueryParameter("a", List.of("z", "b", "", "a b", "ä", "a+b", "%41")),
                r -> r.appendRawQueryParameter("A", "1")
                        .appendRawQueryParameter("a", "2")
                        .appendRawQueryParameter("a-b", "3")
                        .appendRawQueryParameter("a b", "4")
                        .appendRawQueryParameter("a=b&c", "5"),
                r -> r.appendRawQueryParameter("empty", ""),
                r -> r.appendHeader("X-Amz-Invocation-Type", "RequestResponse").appendHeader("X-Amz-Log-Type", "Tail"),
                r -> r.appendHeader("X-Amz-Client-Context", "  eyJhIjog   IjEifQ==  "),
                r -> r.appendHeader("Content-Type", "application/json; charset=utf-8"),
                r -> r.appendHeader("My-Multi", "b").appendHeader("My-Multi", " a,  c "),
                r -> r.appendHeader("My-Empty", ""),
                r -> r.appendHeader("My-Quoted", "\"a   b\""));
    }

    @ParameterizedTest
    @MethodSource("oddRequests")
    void acceptsWhatTheSdkSigned(Consumer<SdkHttpRequest.Builder> request) {
        assertThat(verify(verifier, SIGNER.sign(BODY, request))).isSameAs(KEY);
        assertThat(verify(verifier, SIGNER.sign(new byte[0], request))).isSameAs(KEY);
    }

    @ParameterizedTest
    @MethodSource("oddRequests")
    void acceptsWhatTheSdkPresigned(Consumer<SdkHttpRequest.Builder> request) {
        Wire wire = SIGNER.sign(BODY, request, Duration.ofHours(1));
        assertThat(wire.authorization()).isEmpty();
        assertThat(SignatureVerifier.isSigned(wire)).isTrue();
        assertThat(verify(verifier, wire)).isSameAs(KEY);
    }

    private static Wire ecs(String service) {
        return SIGNER.service(service).sign(BODY, r -> r.encodedPath("/")
                .appendHeader("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.RunTask"));
    }

    /** A signature is good for the service that the request is for, and what it is for cannot be changed. */
    @Test
    void takesEachServicesSignatureForThatServiceAlone() {
        assertThat(verify(verifier, ecs("ecs"))).isSameAs(KEY);
        assertThatThrownBy(() -> verify(verifier, ecs("lambda")))
                .hasMessageContaining("Credential should be scoped to correct service: 'ecs'");
        assertThatThrownBy(() -> verify(verifier, ecs("ecs").without("X-Amz-Target")))
                .hasMessageContaining("Credential should be scoped to correct service: 'lambda'");
        assertThatThrownBy(() -> verify(
                        verifier, ecs("ecs").with("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.StopTask")))
                .isInstanceOf(AuthRefusal.class);
        Wire unsigned = SIGNER.service("ecs").sign(BODY, r -> r.encodedPath("/"));
        assertThatThrownBy(() ->
                        verify(verifier, unsigned.with("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.RunTask")))
                .hasMessageContaining("'X-Amz-Target' must be a 'SignedHeader'");
    }

    @Test
    void acceptsRandomRequestsTheSdkSigned() {
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            byte[] body = new byte[random.nextInt(3000)];
            random.nextBytes(body);
            Wire wire = SIGNER.sign(body, r -> {
                r.encodedPath("/" + text(random, "abc/%20%2F.~-:"));
                for (int p = random.nextInt(5); p > 0; p--) {
                    r.appendRawQueryParameter("k" + text(random, "ab=&+% ü"), text(random, "xyz=&+%/ ü€"));
                }
                for (int h = random.nextInt(5); h > 0; h--) {
                    r.appendHeader("x-h" + random.nextInt(3), text(random, "ab  ,;\"\t"));
                }
            });
            assertThat(verify(verifier, wire)).as(wire.toString()).isSameAs(KEY);
        }
    }

    private static String text(Random random, String alphabet) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString().replaceAll("%(?![0-9A-F]{2})", "");
    }

    @Test
    void ignoresUnsignedHeadersAndWhatProxiesAdd() {
        Wire wire = SIGNER.sign(BODY, r -> r.appendHeader("My-Header", "a"))
                .with("X-Forwarded-For", "192.0.2.1")
                .with("User-Agent", "aws-cli/2")
                .with("My-Header", "   a ");
        assertThat(verify(verifier, wire)).isSameAs(KEY);
    }

    static Stream<Wire> mutations() {
        Wire wire = SIGNER.sign(BODY, r -> r.appendRawQueryParameter("Qualifier", "prod")
                .appendHeader("X-Amz-Invocation-Type", "Event"));
        byte[] flipped = BODY.clone();
        flipped[3] ^= 1;
        String auth = wire.authorization();
        List<Wire> all = new ArrayList<>(List.of(
                wire.method("GET"),
                wire.path("/2015-03-31/functions/other/invocations"),
                wire.path(wire.rawPath() + "/"),
                wire.path("/2015-03-31/functions/hell%6F/invocations"),
                wire.query("Qualifier=test"),
                wire.query(""),
                wire.query("Qualifier=prod&a=b"),
                wire.query("Qualifier=prod&Qualifier=prod"),
                wire.query("qualifier=prod"),
                wire.with("X-Amz-Invocation-Type", "RequestResponse"),
                wire.without("X-Amz-Invocation-Type"),
                wire.plus("X-Amz-Invocation-Type", "Event"),
                wire.with("Host", "localhost"),
                wire.with("Host", "localhost:30901"),
                wire.plus("Host", "localhost:30900"),
                wire.without("Host"),
                wire.with("X-Amz-Date", "20260504T102029Z"),
                wire.body(flipped),
                wire.body(new byte[0]),
                wire.with("Authorization", auth.replace("x-amz-content-sha256;", "")),
                wire.with("Authorization", auth.replace(";x-amz-invocation-type", "")),
                wire.with("Authorization", auth.replace("SignedHeaders=", "SignedHeaders=accept;")),
                wire.with("Authorization", auth.replaceAll("SignedHeaders=host;([^,]*)", "SignedHeaders=$1;host")),
                wire.with("Authorization", auth.replaceAll("Signature=.*", "Signature=" + "0".repeat(64))),
                wire.with("Authorization", auth.substring(0, auth.length() - 1)),
                wire.with("Authorization", auth + "0"),
                SIGNER.secret("another").sign(BODY, r -> {})));
        int at = auth.indexOf("Signature=") + "Signature=".length();
        IntStream.range(0, 64)
                .mapToObj(i -> {
                    StringBuilder other = new StringBuilder(auth);
                    other.setCharAt(at + i, auth.charAt(at + i) == 'a' ? 'b' : 'a');
                    return wire.with("Authorization", other.toString());
                })
                .forEach(all::add);
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void refusesWhatWasChangedAfterSigning(Wire wire) {
        assertRefused(
                wire,
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                        + " Access Key and signing method. Consult the service documentation for details.");
    }

    @Test
    void refusesAPresignedRequestThatWasChanged() {
        Wire wire = SIGNER.sign(BODY, r -> r.appendRawQueryParameter("Qualifier", "prod"), Duration.ofMinutes(20));
        String mismatch = AuthRefusal.signatureMismatch().getMessage();
        assertRefused(wire.query(wire.rawQuery() + "&a=b"), "InvalidSignatureException", mismatch);
        assertRefused(wire.query(wire.rawQuery().replace("=1200", "=1201")), "InvalidSignatureException", mismatch);
        assertRefused(wire.body(new byte[0]), "InvalidSignatureException", mismatch);
        assertRefused(
                wire.query(wire.rawQuery() + "&X-Amz-Date=20260504T102030Z"),
                "IncompleteSignatureException",
                "AWS query-string parameters must not repeat 'X-Amz-Date'. Re-examine the query-string parameters.");
    }

    @Test
    void refusesAnUnsignedPayloadAsLambdaDoes() {
        Wire wire = SIGNER.sign(BODY, r -> r.putHeader("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
        // The SDK replaces the header by the real hash unless told otherwise; put the marker back.
        assertThatThrownBy(() -> verify(verifier, wire.with("x-amz-content-sha256", "UNSIGNED-PAYLOAD")))
                .isInstanceOf(AuthRefusal.class);
    }

    private void assertRefused(Wire wire, String type, String message) {
        assertRefused(verifier, wire, type, message);
    }

    static void assertRefused(SignatureVerifier verifier, Wire wire, String type, String message) {
        assertThatThrownBy(() -> verify(verifier, wire)).isInstanceOfSatisfying(AuthRefusal.class, refusal -> {
            assertThat(refusal.refusal().code().type()).isEqualTo(type);
            assertThat(refusal.refusal().code().status()).isEqualTo(403);
            assertThat(refusal.getMessage()).isEqualTo(message);
        });
    }
}
