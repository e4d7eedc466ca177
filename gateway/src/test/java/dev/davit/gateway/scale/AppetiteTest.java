package dev.davit.gateway.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppetiteTest {

    private static final long MS = 1_000_000;
    private static final long START = 400 * MS;

    private static int starting(int waiting, int serving, long meanMs, long oldestMs, int standing) {
        return Appetite.starting(new Appetite.Seen(waiting, serving, meanMs * MS, oldestMs * MS, standing), START);
    }

    @Test
    void nobodyWaitsNothingStarts() {
        assertThat(starting(0, 3, 5, 100, 7)).isZero();
    }

    @Test
    void coldAndUnknownStartsOneForABurst() {
        assertThat(starting(1, 0, 0, 0, 0)).isEqualTo(1);
        assertThat(starting(50, 0, 0, 0, 0)).isEqualTo(1);
    }

    @Test
    void coldAndShortStartsAsManyAsServeTheBurstInAStartsTime() {
        assertThat(starting(50, 0, 3, 0, 0)).isEqualTo(1);
        assertThat(starting(50, 0, 100, 0, 0)).isEqualTo(13);
    }

    @Test
    void coldAndLongStartsOneEach() {
        assertThat(starting(50, 0, 2000, 0, 0)).isEqualTo(50);
    }

    @Test
    void warmAndShortWaitsForTheFreed() {
        assertThat(starting(19, 1, 3, 2, 0)).isZero();
    }

    @Test
    void warmAndUnknownLooksAtTheAgeOfWhatRuns() {
        assertThat(starting(19, 1, 0, 10, 0)).isZero();
        assertThat(starting(19, 1, 0, 60, 0)).isBetween(5, 18);
        assertThat(starting(19, 1, 0, 150, 0)).isEqualTo(19);
    }

    @Test
    void warmAndUsuallyShortButStuckStartsMore() {
        assertThat(starting(4, 1, 3, 1000, 0)).isEqualTo(4);
    }

    @Test
    void standingPressureIsServedWhateverTheEstimate() {
        assertThat(starting(15, 1, 2, 1, 14)).isEqualTo(14);
    }

    @Test
    void neverMoreThanWait() {
        assertThat(starting(3, 0, 2000, 0, 9)).isEqualTo(3);
    }

    @Test
    void pressureIsTheLeastOfAWholeWindow() {
        Pressure pressure = new Pressure();
        pressure.note(1, 0, 100);
        pressure.note(9, 10, 100);
        assertThat(pressure.standing()).isZero();
        pressure.note(8, 100, 100);
        assertThat(pressure.standing()).isEqualTo(1);
        pressure.note(7, 150, 100);
        pressure.note(9, 200, 100);
        assertThat(pressure.standing()).isEqualTo(7);
        pressure.note(2, 210, 100);
        assertThat(pressure.standing()).isEqualTo(2);
        pressure.note(0, 220, 100);
        assertThat(pressure.standing()).isZero();
    }

    @Test
    void aBurstThatIsBeingWorkedOffIsNoPressure() {
        Pressure pressure = new Pressure();
        pressure.note(49, 0, 100);
        pressure.note(30, 50, 100);
        pressure.note(15, 100, 100);
        assertThat(pressure.standing()).isZero();
        pressure.note(14, 200, 100);
        assertThat(pressure.standing()).isEqualTo(13);
    }

    @Test
    void durationsSayNothingTooEarlyAndForgetASlowFirstCall() {
        Durations durations = new Durations();
        durations.add(60 * MS);
        durations.add(3 * MS);
        assertThat(durations.estimateNanos()).isZero();
        durations.add(3 * MS);
        assertThat(durations.estimateNanos()).isEqualTo(3 * MS);
    }

    @Test
    void keepAliveEndsSoonForWhatNothingPointsAt() {
        assertThat(KeepAlive.expired(0, 599_000 * MS, 600, KeepAlive.Currency.CURRENT))
                .isFalse();
        assertThat(KeepAlive.expired(0, 600_000 * MS, 600, KeepAlive.Currency.CURRENT))
                .isTrue();
        assertThat(KeepAlive.expired(0, 1_999 * MS, 600, KeepAlive.Currency.SUPERSEDED))
                .isFalse();
        assertThat(KeepAlive.expired(0, 2_000 * MS, 600, KeepAlive.Currency.SUPERSEDED))
                .isTrue();
        assertThat(KeepAlive.expired(0, 59_999 * MS, 600, KeepAlive.Currency.NOT_YET))
                .isFalse();
    }
}
