package dev.davit.operator.autoscaling.scaling;

import static dev.davit.operator.autoscaling.scaling.Metric.CPU;
import static dev.davit.operator.autoscaling.scaling.Metric.MEMORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days of services under loads drawn by lot: tasks take two minutes to start, metrics waver, some are missing. */
class ScalingSimulationTest {

    private static final int TARGET = 50;
    private static final int DAY = 24 * 60;

    /** The service, whose tasks are those that were wanted two minutes ago at the most. */
    private static final class World {

        final Random random;
        final Minutely service;
        final Deque<Integer> wanted = new ArrayDeque<>();
        int running;
        boolean missing;

        World(long seed, int limit, Policy... policies) {
            random = new Random(seed);
            service = new Minutely(2, policies);
            service.minimum = 1;
            service.maximum = limit;
            running = 2;
        }

        /** A minute under so much load, in percent of one task. */
        void minute(double load, double wavering) {
            wanted.addLast(service.current);
            if (wanted.size() > 2) {
                wanted.removeFirst();
            }
            running = Math.min(service.current, Math.max(running, wanted.getFirst()));
            missing = wavering > 0 && random.nextInt(40) == 0;
            if (!missing) {
                double average = load / running * (1 + wavering * (random.nextDouble() - 0.5));
                service.sees(CPU, Math.min(100, average), running);
                service.sees(MEMORY, 20, running);
            }
            service.passes();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void neverLeavesTheLimitsNorScalesInWithoutMetrics(long seed) {
        World world = new World(seed, 12, Minutely.cpu(TARGET), Minutely.tracking("memory", MEMORY, TARGET, true));
        double load = 100;
        int lastIn = -DAY;
        for (int minute = 0; minute < DAY; minute++) {
            load = Math.max(0, Math.min(1500, load + 120 * (world.random.nextDouble() - 0.5)));
            int before = world.service.current;
            world.minute(load, 0.2);
            int after = world.service.current;
            assertThat(after).isBetween(1, 12);
            if (after < before) {
                assertThat(world.missing).isFalse();
                assertThat(minute - lastIn).isGreaterThanOrEqualTo(5);
                lastIn = minute;
            }
        }
        assertThat(world.service.changes).hasSizeGreaterThan(4);
    }

    /** Under a load that stays, the count finds its place and keeps it, though the metric wavers by a twentieth. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void comesToRestUnderAConstantLoad(long seed) {
        World world = new World(seed, 100, Minutely.cpu(TARGET));
        double load = 100 + world.random.nextInt(4000);
        for (int minute = 0; minute < 120; minute++) {
            world.minute(load, 0.05);
        }
        int settled = world.service.current;
        int changes = world.service.changes.size();
        assertThat(settled)
                .isBetween((int) Math.ceil(load / TARGET / 1.025), (int) Math.ceil(load * 1.025 / TARGET / 0.9) + 1);
        for (int minute = 0; minute < DAY; minute++) {
            world.minute(load, 0.05);
        }
        assertThat(Math.abs(world.service.current - settled)).isLessThanOrEqualTo(1 + settled / 20);
        assertThat(world.service.changes.size() - changes).isLessThanOrEqualTo(3);
    }

    /** A load that comes at once is borne after the three minutes of the alarm, the two of a start, and at most two cooldowns. */
    @ParameterizedTest
    @ValueSource(ints = {200, 500, 1000, 4000})
    void followsALoadThatComesAtOnceAndGoesAtOnce(int load) {
        World world = new World(load, 100, Minutely.cpu(TARGET));
        int minutes = 0;
        while (load / (double) world.running > TARGET) {
            world.minute(load, 0);
            assertThat(++minutes).isLessThan(60);
        }
        assertThat(world.service.current).isEqualTo(load / TARGET);
        for (int minute = 0; minute < 40; minute++) {
            world.minute(10, 0);
        }
        assertThat(world.service.current).isEqualTo(1);
    }
}
