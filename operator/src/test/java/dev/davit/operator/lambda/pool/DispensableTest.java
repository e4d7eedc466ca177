package dev.davit.operator.lambda.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispensableTest {
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
    private static final List<String> NONE = List.of();
    private static final List<String> ONE = List.of("a");

    private final Dispensable dispensable = new Dispensable();

    private Dispensable.Step surplus(List<String> surplus, int after) {
        return dispensable.step("pool", NONE, surplus, NOW.plusSeconds(after));
    }

    private static Dispensable.Step waits(int seconds) {
        return asks(NONE, seconds);
    }

    private static Dispensable.Step asks(List<String> pods, int seconds) {
        return new Dispensable.Step(pods, NONE, java.util.Optional.of(Duration.ofSeconds(seconds)));
    }

    @Test
    void nothingIsAskedForWhatIsNotTooManyForLong() {
        assertThat(surplus(ONE, 0)).isEqualTo(waits(5));
        assertThat(surplus(ONE, 2)).as("another pass").isEqualTo(waits(3));
        assertThat(surplus(List.of("b", "c"), 5))
                .as("whichever they are by then")
                .isEqualTo(asks(List.of("b", "c"), 30));
    }

    /** A burst's demand goes up and down; what is wanted again in between was never too many. */
    @Test
    void beginsAnewWhenTheyWereWantedMeanwhile() {
        surplus(ONE, 0);
        assertThat(surplus(NONE, 1)).isEqualTo(new Dispensable.Step(NONE, NONE, java.util.Optional.empty()));
        assertThat(surplus(ONE, 5)).isEqualTo(waits(5));
    }

    @Test
    void endsWhatTheGatewayDoesNotSpeakOf() {
        surplus(ONE, 0);
        assertThat(surplus(ONE, 5).ended()).isEmpty();
        assertThat(surplus(ONE, 34).ended()).isEmpty();
        assertThat(surplus(ONE, 35).ended()).isEqualTo(ONE);
    }

    @Test
    void asksForEachAnew() {
        surplus(ONE, 0);
        surplus(ONE, 5);
        assertThat(surplus(List.of("b"), 20)).isEqualTo(asks(List.of("b"), 30));
        assertThat(surplus(ONE, 36).ended()).as("claimed and let go in between").isEmpty();
    }

    @Test
    void asksAtOnceForWhatIsReplaced() {
        assertThat(dispensable.step("pool", ONE, List.of("b"), NOW)).isEqualTo(asks(ONE, 5));
        assertThat(dispensable.step("pool", ONE, NONE, NOW.plusSeconds(30)).ended())
                .isEqualTo(ONE);
    }

    @Test
    void isOfEachPoolAlone() {
        surplus(ONE, 0);
        assertThat(dispensable.step("other", NONE, ONE, NOW.plusSeconds(4))).isEqualTo(waits(5));
        assertThat(surplus(ONE, 4)).isEqualTo(waits(1));
    }
}
