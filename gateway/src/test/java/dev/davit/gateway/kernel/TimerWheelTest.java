package dev.davit.gateway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerWheelTest {

    private static final long TICK = 10;

    private final TimerWheel wheel = new TimerWheel(TICK, 0);
    private final List<String> fired = new ArrayList<>();

    private TimerWheel.Timer timer(String name) {
        return new TimerWheel.Timer(() -> fired.add(name));
    }

    @Test
    void firesOnceNeverEarlyAndAtMostATickLate() {
        wheel.set(timer("a"), 95);
        wheel.advance(94);
        assertThat(fired).isEmpty();
        wheel.advance(100);
        wheel.advance(500);
        assertThat(fired).containsExactly("a");
        assertThat(wheel.size()).isZero();
    }

    @Test
    void aTimerOfALaterRoundStays() {
        wheel.set(timer("far"), 3 * 1024 * TICK + 50);
        for (long now = 0; now <= 3 * 1024 * TICK; now += TICK) {
            wheel.advance(now);
        }
        assertThat(fired).isEmpty();
        wheel.advance(3 * 1024 * TICK + 50);
        assertThat(fired).containsExactly("far");
    }

    @Test
    void aLongSleepFiresEverythingDue() {
        wheel.set(timer("near"), 50);
        wheel.set(timer("far"), 5_000 * TICK);
        wheel.set(timer("later"), 9_000 * TICK);
        wheel.advance(6_000 * TICK);
        assertThat(fired).containsExactlyInAnyOrder("near", "far");
        assertThat(wheel.size()).isEqualTo(1);
    }

    @Test
    void anActionMayCancelWhatWouldFireNext() {
        TimerWheel.Timer victim = timer("victim");
        TimerWheel.Timer killer = new TimerWheel.Timer(() -> wheel.cancel(victim));
        TimerWheel.Timer other = new TimerWheel.Timer(() -> wheel.cancel(victim));
        wheel.set(killer, 50);
        wheel.set(victim, 50);
        wheel.set(other, 50);
        wheel.advance(60);
        assertThat(fired).hasSizeLessThanOrEqualTo(1);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void agreesWithANaiveModelUnderRandomUse() {
        Random random = new Random(7);
        Map<Integer, Long> model = new HashMap<>();
        List<Integer> seen = new ArrayList<>();
        TimerWheel.Timer[] timers = new TimerWheel.Timer[200];
        for (int i = 0; i < timers.length; i++) {
            int id = i;
            timers[i] = new TimerWheel.Timer(() -> seen.add(id));
        }
        long now = 0;
        for (int step = 0; step < 20_000; step++) {
            int id = random.nextInt(timers.length);
            if (random.nextInt(3) == 0) {
                wheel.cancel(timers[id]);
                model.remove(id);
            } else {
                long at = now + 1 + random.nextInt(30_000);
                wheel.set(timers[id], at);
                model.put(id, at);
            }
            now += random.nextInt(25);
            wheel.advance(now);
            for (int late : seen) {
                assertThat(model.remove(late)).isLessThanOrEqualTo(now);
            }
            seen.clear();
            long limit = now;
            assertThat(model.values()).allMatch(at -> at > limit - 2 * TICK);
            assertThat(wheel.size()).isEqualTo(model.size());
        }
    }
}
