package dev.davit.gateway.http.balance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.davit.gateway.balance.Action;
import dev.davit.gateway.balance.ElbKey;
import dev.davit.gateway.balance.TargetGroupEntry;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What functions behind a load balancer are given, and what becomes of their answers. */
class FunctionTargetsHttpTest extends EntryFixture {

    @Test
    void aFunctionIsGivenAwsEvent() throws Exception {
        AtomicReference<PlainHttp.Answer> seen = new AtomicReference<>();
        function("Balanced" + lb, false, event -> {
            seen.set(event);
            return FakeRuntime.Reply.response(
                    "{\"statusCode\":202,\"statusDescription\":\"202 Accepted\",\"headers\":{\"X-A\":\"b\"},\"body\":\"aGVq\","
                            + "\"isBase64Encoded\":true}");
        });
        PlainHttp.Answer answer =
                send("POST", "/p%20q?a=1&a=2&b=%26", Map.of("Content-Type", "application/json", "X-Twice", "1"), "{}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text()).isEqualTo("hej");
        assertThat(answer.header("X-A")).isEqualTo("b");
        JsonNode event = new ObjectMapper().readTree(seen.get().text());
        assertThat(event.get("requestContext").toString()).isEqualTo("{\"elb\":{\"targetGroupArn\":\"arn:tg\"}}");
        assertThat(event.get("httpMethod").asText()).isEqualTo("POST");
        assertThat(event.get("path").asText()).isEqualTo("/p%20q");
        assertThat(event.get("queryStringParameters").toString()).isEqualTo("{\"a\":\"2\",\"b\":\"%26\"}");
        assertThat(event.get("headers").get("x-forwarded-for").asText()).isEqualTo("127.0.0.1");
        assertThat(event.get("headers").get("x-forwarded-port").asText()).isEqualTo("80");
        assertThat(event.get("body").asText()).isEqualTo("{}");
        assertThat(event.get("isBase64Encoded").asBoolean()).isFalse();
    }

    @Test
    void aFunctionMayHaveSeveralValues() throws Exception {
        AtomicReference<PlainHttp.Answer> seen = new AtomicReference<>();
        function("Multi" + lb, true, event -> {
            seen.set(event);
            return FakeRuntime.Reply.response(
                    "{\"statusCode\":200,\"multiValueHeaders\":{\"X-A\":[\"b\"]},\"body\":\"\"}");
        });
        assertThat(get("/?a=1&a=2").header("X-A")).isEqualTo("b");
        JsonNode event = new ObjectMapper().readTree(seen.get().text());
        assertThat(event.get("multiValueQueryStringParameters").toString()).isEqualTo("{\"a\":[\"1\",\"2\"]}");
        assertThat(event.get("multiValueHeaders").get("host").toString()).isEqualTo("[\"localhost\"]");
        assertThat(event.has("headers")).isFalse();
    }

    @Test
    void aFunctionsAnswerThatIsNoneIs502() {
        function("Bad" + lb, false, event -> FakeRuntime.Reply.response("\"hello\""));
        assertThat(get("/").status()).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"statusCode\":200,\"body\":{\"a\":1}}",
                "{\"statusCode\":200,\"body\":5}",
                "{\"statusCode\":200,\"headers\":{\"X-A\":[\"1\"]}}",
                "{\"statusCode\":200,\"headers\":{\"X-D\":null}}",
                "{\"statusCode\":200,\"headers\":{\"X-N\":1}}",
                "{\"statusCode\":\"200\"}"
            })
    void anAnswerWithPartsOfOtherTypesIsNone(String answer) {
        assertThat(ElbAnswer.of(Buffer.buffer(answer), false)).isNull();
        assertThat(ElbAnswer.of(
                        Buffer.buffer("{\"statusCode\":200,\"multiValueHeaders\":{\"X\":\"a\"},\"body\":null}"), true))
                .isNull();
        assertThat(ElbAnswer.of(
                        Buffer.buffer("{\"statusCode\":200,\"multiValueHeaders\":{\"X\":[\"a\"]},\"body\":null}"),
                        true))
                .isNotNull();
    }

    @Test
    void moreThanAMegabyteIs413ForAFunction() {
        function("Large" + lb, false, event -> FakeRuntime.Reply.response("{\"statusCode\":200}"));
        assertThat(send("POST", "/", Map.of(), "x".repeat(1024 * 1024 + 1)).status())
                .isEqualTo(413);
    }

    private void function(
            String name, boolean multiValue, java.util.function.Function<PlainHttp.Answer, FakeRuntime.Reply> code) {
        RevisionEntry revision = testbed.imageFunction(name, 10);
        testbed.environment(revision.poolKey(), name.toLowerCase() + "-a", code);
        String arn = "arn:aws:lambda:us-east-1:" + Testbed.ACCOUNT + ":function:" + name;
        feed.put(new TargetGroupEntry(new ElbKey(NAMESPACE, lb), "arn:tg", false, arn, multiValue));
        serve(new Action.Forward(List.of(new Action.Share(lb, 1))));
    }
}
