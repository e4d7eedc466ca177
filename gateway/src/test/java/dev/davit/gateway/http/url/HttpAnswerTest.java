package dev.davit.gateway.http.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {

    private static HttpAnswer read(String json) {
        return HttpAnswer.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String body(HttpAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void anObjectWithAStatusCodeSaysItAll() {
        HttpAnswer answer = read("{\"statusCode\":201,\"headers\":{\"X-A\":\"b\",\"X-N\":7,\"X-Nothing\":null},"
                + "\"cookies\":[\"a=1; Secure\",\"b=2\"],\"body\":\"hé\",\"isBase64Encoded\":false,\"more\":{}}");
        assertThat(answer.head())
                .isEqualTo(new AnswerHead(201, Map.of("X-A", "b", "X-N", "7"), List.of("a=1; Secure", "b=2")));
        assertThat(body(answer)).isEqualTo("hé");
    }

    @Test
    void base64IsDecoded() {
        HttpAnswer answer = read("{\"body\":\"AP8=\",\"isBase64Encoded\":true,\"statusCode\":\"200\"}");
        assertThat(answer.body()).containsExactly(0, 0xff);
        assertThat(answer.head().status()).isEqualTo(200);
    }

    /** As recorded; Python's encodebytes breaks its lines, for instance. */
    @ParameterizedTest
    @CsvSource({
        "AP8=, 00ff",
        "AP8, 00ff",
        "QUJD\\nREVG\\n, 414243444546",
        "-_8=, fbff",
        "!!!not-base64!!!, 9e8b7e6dab1eeb",
        "%%%, ''",
        "QUJDR, 414243",
        "QUJD==QUJD, 414243"
    })
    void base64IsReadAsAwsReadsIt(String text, String hex) {
        HttpAnswer answer = read("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"" + text + "\"}");
        assertThat(HexFormat.of().formatHex(answer.body())).isEqualTo(hex);
    }

    @Test
    void aHeaderThatIsNoTextIsWrittenAsAwsWritesIt() {
        HttpAnswer answer =
                read("{\"statusCode\":200,\"headers\":{\"x-owned\":{\"bad\":true},\"x-two\":[\"a\",1,null]}}");
        assertThat(answer.head().headers())
                .containsEntry("x-owned", "{bad=true}")
                .containsEntry("x-two", "[a, 1, null]");
    }

    @Test
    void aBodyOfJsonStandsAsItIs() {
        assertThat(body(read("{\"statusCode\":200,\"body\":{\"a\": [1, 2]}, \"x\":1}")))
                .isEqualTo("{\"a\": [1, 2]}");
        assertThat(body(read("{\"statusCode\":200,\"body\":[ 1 ]}"))).isEqualTo("[ 1 ]");
        assertThat(body(read("{\"statusCode\":200,\"body\":7}"))).isEqualTo("7");
        assertThat(body(read("{\"statusCode\":200,\"body\":null}"))).isEmpty();
        assertThat(body(read("{\"statusCode\":200}"))).isEmpty();
    }

    @Test
    void anythingElseIsTheBodyOfA200() {
        for (String json : List.of("{\"hello\":\"world\"}", "[1,2]", "7", "true", "null", " {} ")) {
            HttpAnswer answer = read(json);
            assertThat(answer.head().status()).as(json).isEqualTo(200);
            assertThat(answer.head().headers()).as(json).containsEntry("content-type", "application/json");
            assertThat(body(answer)).as(json).isEqualTo(json);
        }
    }

    @Test
    void aStringLosesItsQuotesAsRecordedOnAws() {
        assertThat(body(read("\"hello\""))).isEqualTo("hello");
        assertThat(body(read("\"a\\nb\""))).isEqualTo("a\nb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{\"statusCode\":200",
                "{} {}",
                "{\"statusCode\":\"many\"}",
                "{\"statusCode\":99}",
                "{\"statusCode\":101}",
                "{\"statusCode\":600}",
                "{\"statusCode\":20.5}",
                "{\"statusCode\":null}",
                "{\"statusCode\":200,\"headers\":[]}",
                "{\"statusCode\":200,\"headers\":{\"a b\":\"c\"}}",
                "{\"statusCode\":200,\"headers\":{\"\":\"c\"}}",
                "{\"statusCode\":200,\"headers\":{\"a\":\"b\\r\\nSet-Cookie: stolen\"}}",
                "{\"statusCode\":200,\"headers\":{\"a\":[\"b\\r\\nSet-Cookie: stolen\"]}}",
                "{\"statusCode\":200,\"cookies\":\"a\"}",
                "{\"statusCode\":200,\"cookies\":[1]}",
                "{\"statusCode\":200,\"cookies\":[\"a\\nb\"]}"
            })
    void whatIsMalformedIsNoAnswer(String json) {
        assertThat(read(json)).isNull();
    }

    @Test
    void aPreludeIsAHeadAlone() {
        AnswerHead head =
                HttpAnswer.prelude("{\"statusCode\":404,\"headers\":{\"a\":\"b\"}}".getBytes(StandardCharsets.UTF_8));
        assertThat(head).isEqualTo(new AnswerHead(404, Map.of("a", "b"), List.of()));
        assertThat(HttpAnswer.prelude("{}".getBytes(StandardCharsets.UTF_8)).status())
                .isEqualTo(200);
        assertThat(HttpAnswer.prelude("[]".getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(HttpAnswer.prelude("{\"statusCode\":700}".getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }
}
