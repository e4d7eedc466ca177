package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every answer says of itself, and which trace a function is told. */
class AnswerHeadHttpTest {

    private static final String ROOT = "Root=1-5759e988-bd862e3fe1be46a994272793";
    private static Testbed testbed;

    @BeforeAll
    static void start() {
        testbed = Testbed.start();
        testbed.environment(
                testbed.imageFunction("Traced", 3).poolKey(),
                "traced-a",
                event -> FakeRuntime.Reply.response("\"" + event.header("Lambda-Runtime-Trace-Id") + "\""));
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    private static String told(String given) {
        PlainHttp.Answer answer = testbed.invoke("Traced", Map.of("X-Amzn-Trace-Id", given), "{}");
        String told = answer.text().replace("\"", "");
        assertThat(answer.header("X-Amzn-Trace-Id")).isEqualTo(told);
        return told;
    }

    @Test
    void answersHaveADateByWhichAClockIsCorrected() {
        for (PlainHttp.Answer answer : new PlainHttp.Answer[] {
            testbed.invoke("Traced", "{}"), testbed.invoke("absent", "{}"), testbed.invoke("Traced", "no json")
        }) {
            ZonedDateTime date = ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
            assertThat(Duration.between(date, ZonedDateTime.now()).abs()).isLessThan(Duration.ofMinutes(1));
        }
    }

    @Test
    void aTraceThatIsCompleteIsPassedOnAsItIs() {
        String complete = ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:a:0";
        assertThat(told(complete)).isEqualTo(complete);
    }

    @Test
    void aTraceHasAlwaysAParent() {
        String made = "Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0";
        assertThat(testbed.invoke("Traced", "{}").header("X-Amzn-Trace-Id")).matches(made);
        assertThat(told(ROOT + ";Sampled=1")).matches(ROOT + ";Parent=[0-9a-f]{16};Sampled=1");
        for (String garbage : new String[] {"garbage", "Root=1-2-3", "x".repeat(3000), ";;", "Root="}) {
            assertThat(told(garbage)).as(garbage).matches(made);
        }
    }
}
