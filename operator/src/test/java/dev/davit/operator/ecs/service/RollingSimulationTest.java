package dev.davit.operator.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.operator.ecs.service.plan.Sizes;
import dev.davit.operator.ecs.service.plan.TaskView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of services: tasks start, fail, die and lose their health, people scale and deploy good and bad revisions, and
 * the operator dies after any write. A failure names its seed.
 */
class RollingSimulationTest {

    private static final int STEPS = 150;

    /** How many tasks of each deployment died or lost their health by chance. */
    private final Map<Long, Integer> deaths = new HashMap<>();

    static LongStream seeds() {
        return LongStream.range(0, 80);
    }

    /** Invariants 1 and 2 of ADR 24: never more than the maximum, never fewer healthy ones than the minimum by our doing. */
    @ParameterizedTest
    @MethodSource("seeds")
    void keepsItsBoundsAndComesToAnEndWhateverHappens(long seed) {
        Random random = new Random(seed);
        World world = new World(random.nextInt(8));
        if (random.nextBoolean()) {
            world.breaker(random.nextBoolean());
        }
        for (int step = 0; step < STEPS; step++) {
            happen(world, random);
            boundedPass(world, random.nextInt(4) == 0 ? random.nextInt(6) : Integer.MAX_VALUE);
            world.pass(random.nextInt(15));
        }
        world.draining.clear();
        world.percents(50, 200);
        if (world.service.getSpec().desiredCount == 1) {
            world.percents(100, 200);
        }
        rest(world);
    }

    private void happen(World world, Random random) {
        nodes(world, random);
        switch (random.nextInt(25)) {
            case 0 -> world.service.getSpec().desiredCount = random.nextInt(10);
            case 1 -> world.deploy(world.revision + 1);
            case 2 -> world.percents(random.nextInt(101), 101 + random.nextInt(150));
            case 3 -> world.deploy(Math.max(1, world.revision - 1));
            case 4 -> world.draining.add("node-" + random.nextInt(3));
            case 5 -> world.draining.clear();
            default -> {
                // Only nodes have done something.
            }
        }
    }

    private void nodes(World world, Random random) {
        for (Task task : List.copyOf(world.tasks.values())) {
            boolean stopped = task.getStatus() != null && "STOPPED".equals(task.getStatus().lastStatus);
            boolean running = !stopped && task.getStatus() != null;
            boolean stopping = "STOPPED".equals(task.getSpec().desiredStatus);
            if (running && task.getStatus().nodeName == null) {
                task.getStatus().nodeName = "node-" + random.nextInt(3);
            }
            int dice = random.nextInt(100);
            if (stopped) {
                continue;
            }
            if (stopping) {
                if (dice < 40) {
                    world.stopped(task);
                }
            } else if (!running && dice < 50) {
                start(world, task);
            } else if (running && dice == 0) {
                deaths.merge(ServiceNames.deployment(task), 1, Integer::sum);
                world.stopped(task);
            } else if (running && dice == 1) {
                deaths.merge(ServiceNames.deployment(task), 1, Integer::sum);
                task.getStatus().healthStatus = "UNHEALTHY";
            } else if (running && dice == 2) {
                task.getStatus().healthStatus = "UNKNOWN";
            } else if (running && dice == 3) {
                world.end(task, "InfrastructureHealth", "node lost");
            }
        }
    }

    /** Every fourth revision does not start. */
    private static boolean bad(int revision) {
        return revision % 4 == 3;
    }

    private void start(World world, Task task) {
        String definition = task.getSpec().taskDefinition;
        if (bad(Integer.parseInt(definition.substring("web:".length())))) {
            world.fails(task);
        } else {
            world.run(task);
        }
    }

    private static void boundedPass(World world, int writes) {
        List<TaskView> before = world.live();
        world.reconcile(writes);
        List<TaskView> after = world.live();
        Sizes sizes = Sizes.of(world.service.getSpec());
        assertThat(after.size()).as("most").isLessThanOrEqualTo(Math.max(sizes.maximum(), before.size()));
        assertThat(healthy(after)).as("fewest").isGreaterThanOrEqualTo(Math.min(sizes.minimum(), healthy(before)));
    }

    private static long healthy(List<TaskView> tasks) {
        return tasks.stream().filter(TaskView::healthy).count();
    }

    /** Nothing unforeseen happens any more: it comes to an end, and then nothing is left to do. */
    private void rest(World world) {
        for (int i = 0; i < 150; i++) {
            boundedPass(world, Integer.MAX_VALUE);
            for (Task task : List.copyOf(world.tasks.values())) {
                if (task.getStatus() == null && !"STOPPED".equals(task.getSpec().desiredStatus)) {
                    start(world, task);
                } else if (task.getStatus() != null && "UNHEALTHY".equals(task.getStatus().healthStatus)) {
                    task.getStatus().healthStatus = null;
                }
            }
            world.drain();
            world.pass(60);
        }
        world.reconcile();
        int desired = world.service.getSpec().desiredCount;
        String state = world.primary().rolloutState;
        long number = world.primary().number;
        if ("COMPLETED".equals(state)) {
            assertThat(world.live()).hasSize(desired).allMatch(task -> task.healthy() && task.deployment() == number);
        } else {
            assertThat(bad(world.revision) || deaths.getOrDefault(number, 0) >= 3)
                    .as("only a bad revision, or one that was unlucky again and again, does not complete: " + state)
                    .isTrue();
        }
        if (!"IN_PROGRESS".equals(state)) {
            assertThat(world.decide().plan().starts()).isEmpty();
            assertThat(world.decide().plan().stops()).isEmpty();
        }
    }
}
