package dev.davit.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.observe.FaultReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultJournalTest {

    private static final FunctionKey ECHO = new FunctionKey("team-a", "echo");

    private static final PatternFormatter TEXT = new PatternFormatter("%m");
    private final List<ExtLogRecord> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            ExtLogRecord known = ExtLogRecord.wrap(line);
            known.copyMdc();
            lines.add(known);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerMeter meter = new MicrometerMeter(registry);
    private long nanos = 1;
    private final FaultJournal journal = new FaultJournal(meter, new Clock() {
        @Override
        public long epochMillis() {
            return 0;
        }

        @Override
        public long nanos() {
            return nanos;
        }
    });

    @BeforeEach
    void listen() {
        Logger.getLogger(FaultJournal.class.getName()).addHandler(handler);
    }

    @AfterEach
    void stop() {
        Logger.getLogger(FaultJournal.class.getName()).removeHandler(handler);
    }

    private void happens(Fault fault, FunctionKey function, String id) {
        journal.happened(new FaultReport(fault, "100 % broken", id, function, "3"));
    }

    private double count(Fault fault, String function) {
        return registry.get("davit.lambda.platform.errors")
                .tag("component", fault.component())
                .tag("reason", fault.reason())
                .tag("function", function)
                .counter()
                .count();
    }

    @Test
    void aLineSaysWhatHappenedToWhom() {
        happens(Fault.IMAGE_PULL, ECHO, "id-1");
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(TEXT.format(line)).isEqualTo("100 % broken");
            assertThat(line.getMdcCopy())
                    .isEqualTo(Map.of(
                            "requestId", "id-1",
                            "namespace", "team-a",
                            "function", "echo",
                            "version", "3",
                            "component", "environment",
                            "reason", "ImagePullFailed"));
        });
        assertThat(org.jboss.logging.MDC.getMap()).isEmpty();
    }

    @Test
    void theSameFaultOfAFunctionIsSaidOnceAMinuteAndThenHowOften() {
        for (int i = 0; i < 5; i++) {
            happens(Fault.SHARED_CONCURRENCY, ECHO, "id-" + i);
        }
        happens(Fault.SHARED_CONCURRENCY, new FunctionKey("team-a", "other"), "id-6");
        happens(Fault.START_RATE, ECHO, "id-7");
        assertThat(lines).extracting(line -> line.getMdc("requestId")).containsExactly("id-0", "id-6", "id-7");
        nanos += 60_000_000_000L;
        happens(Fault.SHARED_CONCURRENCY, ECHO, "id-8");
        assertThat(TEXT.format(lines.getLast())).isEqualTo("100 % broken (and 4 times more since it was last said)");
        assertThat(count(Fault.SHARED_CONCURRENCY, "echo")).isEqualTo(6);
        assertThat(count(Fault.SHARED_CONCURRENCY, "other")).isEqualTo(1);
        assertThat(count(Fault.START_RATE, "echo")).isEqualTo(1);
    }

    @Test
    void aFaultWithoutAFunctionIsCountedUnderNoName() {
        journal.happened(new FaultReport(Fault.STOPPING, "bye", "id", null, null));
        assertThat(count(Fault.STOPPING, "")).isEqualTo(1);
        assertThat(lines.getFirst().getMdcCopy()).doesNotContainKeys("function", "namespace", "version");
    }

    @Test
    void aFunctionThatIsGoneTakesItsSeriesAlong() {
        happens(Fault.QUOTA, ECHO, "id");
        meter.forget(ECHO);
        assertThat(registry.find("davit.lambda.platform.errors").counters())
                .extracting(Counter::getId)
                .isEmpty();
    }

    /** Labels have bounded values: the names are words, and no two faults share both. */
    @Test
    void componentAndReasonAreWordsAndTogetherNameOneFault() {
        assertThat(Fault.values())
                .allSatisfy(
                        fault -> assertThat(fault.component() + fault.reason()).matches("[A-Za-z]+"))
                .extracting(fault -> fault.component() + "/" + fault.reason())
                .doesNotHaveDuplicates();
    }
}
