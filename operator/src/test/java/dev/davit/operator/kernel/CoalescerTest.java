package dev.davit.operator.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoalescerTest {
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-23T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(int seconds) {
            now = now.plusSeconds(seconds);
        }
    }

    private final Hand clock = new Hand();

    @Test
    void gathersForAnIntervalFromTheFirstReason() {
        Coalescer writes = new Coalescer(Duration.ofSeconds(10), clock);
        assertThat(writes.wait("a")).contains(Duration.ofSeconds(10));
        clock.pass(4);
        assertThat(writes.wait("a")).contains(Duration.ofSeconds(6));
        assertThat(writes.wait("b")).contains(Duration.ofSeconds(10));
        clock.pass(6);
        assertThat(writes.wait("a")).isEmpty();
        assertThat(writes.wait("b")).contains(Duration.ofSeconds(4));
        assertThat(writes.wait("a")).contains(Duration.ofSeconds(10));
    }

    @Test
    void beginsAnewWhenThereWasNothingToWriteAnyMore() {
        Coalescer writes = new Coalescer(Duration.ofSeconds(10), clock);
        writes.wait("a");
        clock.pass(9);
        writes.settled("a");
        assertThat(writes.wait("a")).contains(Duration.ofSeconds(10));
    }

    @Test
    void remembersAValueUntilItIsTooOldAndNoFailure() {
        AtomicInteger reads = new AtomicInteger();
        Remembered<Integer> value = new Remembered<>(
                () -> {
                    if (reads.incrementAndGet() == 2) {
                        throw new IllegalStateException("not now");
                    }
                    return reads.get();
                },
                Duration.ofSeconds(10),
                clock);
        assertThat(value.get()).isEqualTo(1);
        clock.pass(9);
        assertThat(value.get()).isEqualTo(1);
        clock.pass(1);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(value::get)).hasMessage("not now");
        assertThat(value.get()).isEqualTo(3);
    }

    @Test
    void takesTheSoonerOfTwoLooks() {
        Optional<Duration> one = Optional.of(Duration.ofSeconds(1));
        Optional<Duration> two = Optional.of(Duration.ofSeconds(2));
        assertThat(Pass.sooner(one, two)).isEqualTo(one);
        assertThat(Pass.sooner(Optional.empty(), two)).isEqualTo(two);
        assertThat(Pass.sooner(Optional.empty(), Optional.empty())).isEmpty();
    }
}
