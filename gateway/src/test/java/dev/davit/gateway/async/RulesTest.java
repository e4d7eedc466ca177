package dev.davit.gateway.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.catalog.FunctionKey;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final long ACCEPTED = 1_000_000;
    private static final byte[] BODY = {'1'};
    private static final Rules.Answered ANSWER = new Rules.Answered("$LATEST", BODY);

    private final Rules rules = new Rules(AsyncSettings.DEFAULT);

    private static Rules.Case at(long millis, int errors, long notBefore, EventConfig config) {
        Event event = new Event("id", new FunctionKey("a", "f"), null, "arn", "Root=1", ACCEPTED, BODY);
        return new Rules.Case(new QueuedEvent(event, new Progress(errors, notBefore, null)), config, ACCEPTED + millis);
    }

    private static Rules.Case at(long millis, int errors) {
        return at(millis, errors, 0, EventConfig.DEFAULT);
    }

    private static Conclusion concluded(Decision decision) {
        return ((Decision.Conclude) decision).conclusion();
    }

    private static Progress retried(Decision decision) {
        return ((Decision.Retry) decision).progress();
    }

    private static Duration putBack(Decision decision) {
        return ((Decision.PutBack) decision).pause();
    }

    @Test
    void retriesAnErrorAfterAMinuteThenAfterTwo() {
        Progress first = retried(rules.functionError(at(500, 0), ANSWER));
        assertThat(first.errors()).isEqualTo(1);
        assertThat(first.notBeforeMillis()).isEqualTo(ACCEPTED + 500 + 60_000);
        Progress second = retried(rules.functionError(at(61_000, 1), ANSWER));
        assertThat(second.errors()).isEqualTo(2);
        assertThat(second.notBeforeMillis()).isEqualTo(ACCEPTED + 61_000 + 120_000);
    }

    @Test
    void givesUpAfterTheThirdError() {
        Conclusion end = concluded(rules.functionError(at(190_000, 2), ANSWER));
        assertThat(end.ending()).isEqualTo(Ending.FAILED);
        assertThat(end.invocations()).isEqualTo(3);
        assertThat(end.response()).isEqualTo(BODY);
        assertThat(end.version()).isEqualTo("$LATEST");
        assertThat(end.statusCode()).isEqualTo(200);
    }

    @Test
    void givesUpAsSoonAsTheFunctionSays() {
        EventConfig none = new EventConfig(0, 21_600, null, "other", "dead");
        Conclusion end = concluded(rules.functionError(at(10, 0, 0, none), ANSWER));
        assertThat(end.ending()).isEqualTo(Ending.FAILED);
        assertThat(end.destination()).isEqualTo("other");
        assertThat(end.deadLetter()).isEqualTo("dead");
        EventConfig one = new EventConfig(1, 21_600, null, null, null);
        assertThat(retried(rules.functionError(at(10, 0, 0, one), ANSWER)).errors())
                .isEqualTo(1);
        assertThat(concluded(rules.functionError(at(10, 1, 0, one), ANSWER)).isSettled())
                .isTrue();
    }

    @Test
    void aSuccessGoesToItsOwnDestinationAlone() {
        EventConfig config = new EventConfig(2, 21_600, "good", "bad", "dead");
        Conclusion end = concluded(rules.success(at(10, 1, 0, config), ANSWER));
        assertThat(end.ending()).isEqualTo(Ending.SUCCEEDED);
        assertThat(end.destination()).isEqualTo("good");
        assertThat(end.deadLetter()).isNull();
        assertThat(end.invocations()).isEqualTo(2);
    }

    @Test
    void putsARefusedEventBackForLongerAndLonger() {
        long[] seconds = IntStream.rangeClosed(1, 11)
                .mapToLong(count -> putBack(rules.refused(at(1000, 0), count)).toSeconds())
                .toArray();
        assertThat(seconds).containsExactly(1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300);
        assertThat(putBack(rules.refused(at(1000, 0), Integer.MAX_VALUE))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aPauseNeverOutlastsTheEvent() {
        EventConfig minute = new EventConfig(2, 60, null, null, null);
        assertThat(putBack(rules.refused(at(59_000, 0, 0, minute), 9))).isEqualTo(Duration.ofSeconds(1));
        assertThat(putBack(rules.before(at(10_000, 1, ACCEPTED + 70_000, minute), null)))
                .isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void waitsUntilItsTimeHasCome() {
        Rules.Case early = at(1000, 1, ACCEPTED + 61_000, EventConfig.DEFAULT);
        assertThat(putBack(rules.before(early, null))).isEqualTo(Duration.ofSeconds(60));
        Rules.Case due = at(61_000, 1, ACCEPTED + 61_000, EventConfig.DEFAULT);
        assertThat(rules.before(due, null)).isInstanceOf(Decision.Invoke.class);
    }

    @Test
    void expiresAtItsMaximumAge() {
        EventConfig minute = new EventConfig(2, 60, "good", "bad", "dead");
        assertThat(rules.before(at(59_999, 0, 0, minute), null)).isInstanceOf(Decision.Invoke.class);
        Conclusion end = concluded(rules.before(at(60_000, 1, ACCEPTED + 999_999, minute), null));
        assertThat(end.ending()).isEqualTo(Ending.EXPIRED);
        assertThat(end.destination()).isEqualTo("bad");
        assertThat(end.deadLetter()).isEqualTo("dead");
        assertThat(end.version()).isNull();
        assertThat(concluded(rules.refused(at(60_000, 0, 0, minute), 3)).ending())
                .isEqualTo(Ending.EXPIRED);
        assertThat(rules.before(at(21_599_999, 0), null)).isInstanceOf(Decision.Invoke.class);
        assertThat(concluded(rules.before(at(21_600_000, 0), null)).ending()).isEqualTo(Ending.EXPIRED);
    }

    /** As recorded: the error itself is told, at once. */
    @Test
    void anErrorThatMayNotBeTriedAgainInTimeEndsTheEventWithItsAnswer() {
        EventConfig minute = new EventConfig(2, 60, null, "bad", null);
        Conclusion end = concluded(rules.functionError(at(500, 0, 0, minute), ANSWER));
        assertThat(end.ending()).isEqualTo(Ending.EXPIRED);
        assertThat(end.statusCode()).isEqualTo(200);
        assertThat(end.invocations()).isEqualTo(1);
        assertThat(end.response()).isEqualTo(BODY);
        EventConfig longer = new EventConfig(2, 61, null, "bad", null);
        assertThat(rules.functionError(at(500, 0, 0, longer), ANSWER)).isInstanceOf(Decision.Retry.class);
    }

    @Test
    void aTargetThatIsNotThereIsWaitedForAMinuteAndThenEndsTheEvent() {
        assertThat(putBack(rules.missing(at(1000, 0), ACCEPTED + 1000, 1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(putBack(rules.missing(at(60_999, 1), ACCEPTED + 1000, 50))).isEqualTo(Duration.ofSeconds(16));
        Conclusion end = concluded(rules.missing(at(61_000, 1), ACCEPTED + 1000, 7));
        assertThat(end.ending()).isEqualTo(Ending.FAILED);
        assertThat(end.statusCode()).isEqualTo(404);
        assertThat(end.invocations()).as("the 404 counts").isEqualTo(2);
        EventConfig minute = new EventConfig(2, 60, null, null, null);
        assertThat(concluded(rules.missing(at(60_000, 0, 0, minute), ACCEPTED + 59_000, 1))
                        .ending())
                .isEqualTo(Ending.EXPIRED);
    }

    @Test
    void reservedConcurrencyOfZeroEndsAnEventAtOnce() {
        Conclusion end = concluded(rules.before(at(1, 0), 0));
        assertThat(end.ending()).isEqualTo(Ending.STOPPED);
        assertThat(end.statusCode()).isEqualTo(429);
        assertThat(rules.before(at(1, 0), 1)).isInstanceOf(Decision.Invoke.class);
    }

    @Test
    void triesADestinationForSixHours() {
        Conclusion end = concluded(rules.success(at(0, 0), ANSWER));
        assertThat(rules.gaveUpTelling(end, ACCEPTED + 21_599_999)).isFalse();
        assertThat(rules.gaveUpTelling(end, ACCEPTED + 21_600_000)).isTrue();
    }
}
