package dev.davit.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests as boto3 and the AWS CLI send them, recorded once from botocore's signers. */
class BotocoreSignatureTest {

    private static final JsonNode RECORDED = read();

    private static JsonNode read() {
        try (InputStream file = BotocoreSignatureTest.class.getResourceAsStream("/sigv4-botocore.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> requests() {
        return StreamSupport.stream(RECORDED.get("requests").spliterator(), false)
                .map(request -> Arguments.of(request.get("name").asText(), wire(request)));
    }

    private static Wire wire(JsonNode request) {
        Map<String, List<String>> headers = request.get("headers").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> List.of(header.getValue().asText())));
        return new Wire(
                request.get("method").asText(),
                request.get("path").asText(),
                request.get("query").asText(),
                headers,
                request.get("body").asText().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void acceptsWhatBotocoreSigned(String name, Wire request) {
        String id = RECORDED.get("accessKeyId").asText();
        AccessKeyStore keys = new AccessKeyStore();
        keys.put("secret", new AccessKey(id, RECORDED.get("secretAccessKey").asText(), "a", "b"));
        SignatureVerifier verifier = new SignatureVerifier(
                "us-east-1",
                keys,
                FixedClock.at(Instant.parse(RECORDED.get("at").asText())));
        assertThat(SignatureVerifierTest.verify(verifier, request).id()).isEqualTo(id);
        assertThatThrownBy(() -> SignatureVerifierTest.verify(verifier, request.body(new byte[] {'x'})))
                .isInstanceOf(AuthRefusal.class);
    }
}
