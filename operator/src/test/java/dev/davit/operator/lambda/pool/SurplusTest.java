package dev.davit.operator.lambda.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurplusTest {
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
    private static final List<String> ONE = List.of("a");

    private final Surplus surplus = new Surplus();

    @Test
    void isLeftAloneUntilItHasLastedAWhile() {
        assertThat(surplus.wait("pool", ONE, NOW)).contains(Surplus.PATIENCE);
        assertThat(surplus.wait("pool", ONE, NOW.plusSeconds(2)))
                .as("another pass")
                .contains(Surplus.PATIENCE.minusSeconds(2));
        assertThat(surplus.wait("pool", List.of("b", "c"), NOW.plus(Surplus.PATIENCE)))
                .as("whichever they are by then")
                .isEmpty();
    }

    /** A burst's demand goes up and down; what is wanted again in between was never too many. */
    @Test
    void beginsAnewWhenTheyWereWantedMeanwhile() {
        surplus.wait("pool", ONE, NOW);
        assertThat(surplus.wait("pool", List.of(), NOW.plusSeconds(1))).isEmpty();
        assertThat(surplus.wait("pool", ONE, NOW.plus(Surplus.PATIENCE))).contains(Surplus.PATIENCE);
    }

    @Test
    void beginsAnewAfterItWent() {
        surplus.wait("pool", ONE, NOW);
        assertThat(surplus.wait("pool", ONE, NOW.plusSeconds(6))).isEmpty();
        assertThat(surplus.wait("pool", ONE, NOW.plusSeconds(7))).contains(Surplus.PATIENCE);
    }

    @Test
    void isOfEachPoolAlone() {
        surplus.wait("pool", ONE, NOW);
        Instant later = NOW.plusSeconds(4);
        assertThat(surplus.wait("other", ONE, later)).contains(Duration.ofSeconds(5));
        assertThat(surplus.wait("pool", ONE, later)).contains(Duration.ofSeconds(1));
    }
}
