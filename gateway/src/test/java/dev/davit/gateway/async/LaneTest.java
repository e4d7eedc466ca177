package dev.davit.gateway.async;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneTest {

    private final Lane lane = new Lane(AsyncWorld.ECHO);

    private int wants() {
        return lane.wants(null, true, 0);
    }

    @Test
    void asksForAWindowAndNoMoreUntilItCame() {
        assertThat(wants()).isEqualTo(Window.FIRST);
        lane.asked(2);
        assertThat(wants()).isZero();
        lane.took();
        lane.took();
        assertThat(lane.held()).isEqualTo(2);
        assertThat(wants()).isEqualTo(Window.FIRST - 2);
    }

    @Test
    void doesNotAskForEveryPlaceOneByOne() {
        lane.asked(Window.FIRST);
        for (int i = 0; i < Window.FIRST; i++) {
            lane.took();
        }
        lane.released();
        assertThat(wants()).isZero();
        for (int i = 1; i < Window.FIRST / 2; i++) {
            lane.released();
        }
        assertThat(wants()).isEqualTo(Window.FIRST / 2);
    }

    @Test
    void asksForNoMoreThanMayRunAtOnce() {
        assertThat(lane.wants(3, true, 0)).isEqualTo(3);
        assertThat(lane.wants(0, true, 0)).isEqualTo(1);
    }

    @Test
    void asksForOneAtATimeWhenMemoryIsShort() {
        assertThat(lane.wants(null, false, 0)).isEqualTo(1);
        lane.asked(1);
        lane.took();
        assertThat(lane.wants(null, false, 0)).isZero();
    }

    @Test
    void pausesAfterARefusalAndForLongerAfterTheNext() {
        lane.window.refused(1000, 1000);
        assertThat(lane.window.size()).isEqualTo(Window.FIRST / 2);
        assertThat(lane.wants(null, true, 1999)).isZero();
        assertThat(lane.wants(null, true, 2000)).isEqualTo(Window.FIRST / 2);
        lane.window.refused(2000, 1000);
        assertThat(lane.window.isPaused(3999)).isTrue();
        assertThat(lane.window.isPaused(4000)).isFalse();
    }

    @Test
    void countsRefusalsThatWereUnderWayTogetherOnce() {
        for (int i = 0; i < 8; i++) {
            lane.window.refused(1000 + i, 1000);
        }
        assertThat(lane.window.size()).isEqualTo(Window.FIRST / 2);
        assertThat(lane.window.isPaused(2000)).isFalse();
    }

    @Test
    void theWindowNeverClosesAndOpensWithSuccess() {
        for (int i = 0; i < 20; i++) {
            lane.window.refused(i * 100_000L, 1000);
        }
        assertThat(lane.window.size()).isEqualTo(1);
        assertThat(lane.window.isPaused(19 * 100_000L + 30_000)).isFalse();
        for (int i = 0; i < 500; i++) {
            lane.window.ran();
        }
        assertThat(lane.window.size()).isEqualTo(Window.MOST);
    }
}
