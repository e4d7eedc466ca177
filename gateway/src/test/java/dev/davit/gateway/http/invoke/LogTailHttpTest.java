package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code X-Amz-Log-Type: Tail}. */
class LogTailHttpTest {

    private static final Map<String, String> TAIL = Map.of("X-Amz-Log-Type", "Tail");
    private static final String LOGGED =
            Base64.getEncoder().encodeToString("START ...\nhello\nEND ...\n".getBytes(StandardCharsets.UTF_8));

    private static Testbed testbed;

    @BeforeAll
    static void start() {
        testbed = Testbed.start();
        RevisionEntry silent = testbed.imageFunction("Silent", 3);
        testbed.environment(silent.poolKey(), "silent-a", event -> FakeRuntime.Reply.response("1"));
        RevisionEntry telling = testbed.imageFunction("Telling", 3);
        testbed.environment(telling.poolKey(), "telling-a", LogTailHttpTest::tell);
        testbed.environment(
                testbed.imageFunction("Failing", 3).poolKey(),
                "failing-a",
                event -> FakeRuntime.Reply.error("{\"errorType\":\"E\"}").with("Davit-Log-Tail", LOGGED));
    }

    private static FakeRuntime.Reply tell(PlainHttp.Answer event) {
        return event.header("Davit-Log-Type") == null
                ? FakeRuntime.Reply.response("\"not asked\"")
                : FakeRuntime.Reply.response("1").with("Davit-Log-Tail", LOGGED);
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    private static String log(PlainHttp.Answer answer) {
        return new String(Base64.getDecoder().decode(answer.header("X-Amz-Log-Result")), StandardCharsets.UTF_8);
    }

    @Test
    void passesOnWhatTheRuntimeLogged() {
        assertThat(testbed.invoke("Telling", TAIL, "{}").header("X-Amz-Log-Result"))
                .isEqualTo(LOGGED);
        PlainHttp.Answer failed = testbed.invoke("Failing", TAIL, "{}");
        assertThat(failed.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
        assertThat(failed.header("X-Amz-Log-Result")).isEqualTo(LOGGED);
    }

    @Test
    void asksForTheLogOnlyWhenTheCallerDoes() {
        PlainHttp.Answer answer = testbed.invoke("Telling", "{}");
        assertThat(answer.text()).isEqualTo("\"not asked\"");
        assertThat(answer.header("X-Amz-Log-Result")).isNull();
        assertThat(testbed.invoke("Telling", Map.of("X-Amz-Log-Type", "None"), "{}")
                        .header("X-Amz-Log-Result"))
                .isNull();
    }

    @Test
    void tellsThePlatformsLinesWhenTheRuntimeSaysNothing() {
        PlainHttp.Answer answer = testbed.invoke("Silent", TAIL, "{}");
        String id = answer.header("x-amzn-RequestId");
        assertThat(log(answer))
                .matches("START RequestId: " + id + " Version: \\$LATEST\\nEND RequestId: " + id
                        + "\\nREPORT RequestId: " + id + "\\tDuration: [0-9.]+ ms\\tBilled Duration: [0-9]+ ms"
                        + "\\tMemory Size: 128 MB\\t(Init Duration: [0-9.]+ ms\\t)?\\n");
    }

    @Test
    void refusesAnotherLogTypeInAwssWords() {
        PlainHttp.Answer answer = testbed.invoke("Silent", Map.of("X-Amz-Log-Type", "All"), "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("ValidationException");
        assertThat(answer.text())
                .contains("1 validation error detected: Value 'All' at 'logType' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [None, Tail]");
    }
}
