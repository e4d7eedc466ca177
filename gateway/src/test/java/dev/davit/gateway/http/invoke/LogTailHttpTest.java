package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
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
        testbed.environment(managed("Telling"), "telling-a", true, LogTailHttpTest::tell);
        testbed.environment(
                managed("Failing"), "failing-a", true, event -> FakeRuntime.Reply.error("{\"errorType\":\"E\"}")
                        .with("Davit-Log-Tail", LOGGED));
    }

    /** A function of a managed runtime, with a pool to itself. */
    private static PoolKey managed(String name) {
        PoolKey pool = new PoolKey(Testbed.NAMESPACE, "pool-of-" + name.toLowerCase(Locale.ROOT));
        testbed.pool(pool, null, null);
        testbed.function(name, pool.name(), false, 3, Map.of());
        return pool;
    }

    private static FakeRuntime.Reply tell(PlainHttp.Answer event) {
        return !event.header("Lambda-Runtime-Trace-Id").endsWith(";Sampled=0;Davit-Log-Type=Tail")
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
    void leavesTheTraceHeaderOfAnImageAlone() {
        testbed.environment(
                testbed.imageFunction("Tracing", 3).poolKey(),
                "tracing-a",
                event -> FakeRuntime.Reply.response("\"" + event.header("Lambda-Runtime-Trace-Id") + "\""));
        assertThat(testbed.invoke("Tracing", TAIL, "{}").text()).endsWith(";Sampled=0\"");
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
    void aCallThatIsTimedOutTookItsTimeLimit() {
        RevisionEntry slow = testbed.imageFunction("Slow", 1);
        testbed.environment(slow.poolKey(), "slow-a", event -> FakeRuntime.Reply.silence());
        assertThat(log(testbed.invoke("Slow", TAIL, "{}")))
                .contains("\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\t");
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
