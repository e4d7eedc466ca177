package dev.davit.gateway.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartRateTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void allowsSoManyInTenSecondsAndGivesThemBackEvenly() {
        StartRate rate = new StartRate(1000, 0);
        assertThat(rate.left(0)).isEqualTo(1000);
        rate.used(1000);
        assertThat(rate.left(0)).isZero();
        assertThat(rate.left(SECOND)).isEqualTo(100);
        assertThat(rate.left(10 * SECOND)).isEqualTo(1000);
    }

    @Test
    void doesNotSaveUpWhatWasNotUsed() {
        StartRate rate = new StartRate(10, 0);
        assertThat(rate.left(3600 * SECOND)).isEqualTo(10);
    }
}
