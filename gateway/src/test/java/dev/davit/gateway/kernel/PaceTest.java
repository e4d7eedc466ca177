package dev.davit.gateway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void letsTheBurstPassAtOnce() {
        Pace pace = new Pace(600, 200, 0);
        assertThat(pace.take(400, 0)).isZero();
        assertThat(pace.take(200, 0)).isZero();
    }

    @Test
    void asksToWaitForWhatIsOverTheBurst() {
        Pace pace = new Pace(600, 200, 0);
        assertThat(pace.take(700, 0)).isEqualTo(SECOND / 2);
        assertThat(pace.take(100, SECOND / 2)).isEqualTo(SECOND / 2);
    }

    @Test
    void keepsToItsRateInTheLongRun() {
        Pace pace = new Pace(600, 200, 0);
        long now = 0;
        for (int i = 0; i < 1000; i++) {
            now += pace.take(10, now);
        }
        assertThat(now)
                .isBetween((10_000 - 600) / 200 * SECOND - SECOND / 10, (10_000 - 600) / 200 * SECOND + SECOND / 10);
    }

    @Test
    void savesNoMoreThanTheBurst() {
        Pace pace = new Pace(600, 200, 0);
        pace.take(600, 0);
        assertThat(pace.take(601, 100 * SECOND)).isPositive();
    }
}
