package dev.davit.operator.fargate;

import static dev.davit.operator.fargate.Definitions.after;
import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.optional;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.TaskSize;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.fargate.SizeSplit;
import dev.davit.api.fargate.SizeSplit.Share;
import dev.davit.api.fargate.StartOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizeSplitTest {

    private static final TaskSize SMALL = new TaskSize(256, 512);

    private static Map<String, Share> split(TaskSize size, ContainerDefinition... containers) {
        return SizeSplit.of(size, StartOrder.of(List.of(containers)));
    }

    private static String problem(ContainerDefinition... containers) {
        return SizeSplit.problem(SMALL, StartOrder.of(List.of(containers))).orElse("");
    }

    @Test
    void oneContainerGetsTheWholeTask() {
        assertThat(split(SMALL, container("main"))).isEqualTo(Map.of("main", new Share(250, 512)));
    }

    @Test
    void containersThatAskForNothingShareEvenly() {
        assertThat(split(SMALL, container("a"), container("b")))
                .isEqualTo(Map.of("a", new Share(125, 256), "b", new Share(125, 256)));
    }

    @Test
    void whatAContainerAsksForIsKeptAndTheRestSharedOut() {
        assertThat(split(SMALL, container("a", c -> c.cpu = 128, c -> c.memory = 128), container("b"), container("c")))
                .isEqualTo(Map.of("a", new Share(125, 128), "b", new Share(63, 192), "c", new Share(62, 192)));
    }

    @Test
    void cpuThatNobodyAskedForIsSharedByWeightAsInEcs() {
        assertThat(split(SMALL, container("a", c -> c.cpu = 128), container("b", c -> c.cpu = 64)))
                .containsEntry("a", new Share(167, 256))
                .containsEntry("b", new Share(83, 256));
    }

    @Test
    void aContainerWithoutCpuIsNotStarvedWhenTheOthersAskForAll() {
        Map<String, Share> shares = split(SMALL, container("main", c -> c.cpu = 256), container("log", c -> c.cpu = 0));
        assertThat(shares.get("log").milliCpu()).isBetween(14, 16);
        assertThat(shares.values().stream().mapToInt(Share::milliCpu).sum()).isEqualTo(250);
    }

    @Test
    void aReservationIsTheLeastAndTheRestIsAddedEvenly() {
        assertThat(split(SMALL, container("a", c -> c.memoryReservation = 300), container("b")))
                .containsEntry("a", new Share(125, 300 + 103))
                .containsEntry("b", new Share(125, 6 + 103));
    }

    @Test
    void aMemoryLimitIsKeptEvenWhenTheTaskHasMore() {
        assertThat(split(SMALL, container("main", c -> c.memory = 200))).isEqualTo(Map.of("main", new Share(250, 200)));
    }

    @Test
    void aContainerThatRunsBeforeTheOthersHasTheTaskForItself() {
        Map<String, Share> shares =
                split(SMALL, container("init", optional()), container("main", after("init", "SUCCESS")));
        assertThat(shares).isEqualTo(Map.of("init", new Share(250, 512), "main", new Share(250, 512)));
    }

    @Test
    void theSumIsTheTasksSizeForEveryFargateRowAndUpToTenContainers() {
        for (int[] row : rows()) {
            TaskSize size = new TaskSize(row[0], row[1]);
            List<ContainerDefinition> containers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int number = i;
                containers.add(container("c" + i, c -> c.cpu = number % 3 == 0 ? number : null, c -> {
                    c.memoryReservation = number % 2 == 0 ? 10 * number : null;
                }));
                StartOrder order = StartOrder.of(containers);
                assertThat(SizeSplit.problem(size, order)).isEmpty();
                var shares = SizeSplit.of(size, order).values();
                assertThat(shares.stream().mapToInt(Share::milliCpu).sum()).isEqualTo(row[0] * 1000 / 1024);
                assertThat(shares.stream().mapToInt(Share::memoryMiB).sum()).isEqualTo(row[1]);
                assertThat(shares).allMatch(s -> s.milliCpu() > 0 && s.memoryMiB() >= SizeSplit.LEAST_MEMORY_MIB);
            }
        }
    }

    private static List<int[]> rows() {
        List<int[]> rows = new ArrayList<>();
        for (int cpu = 256; cpu <= 16384; cpu *= 2) {
            for (int memory = 512; memory <= 122880; memory += 512) {
                if (new TaskSize(cpu, memory).isFargate()) {
                    rows.add(new int[] {cpu, memory});
                }
            }
        }
        assertThat(rows).hasSize(3 + 4 + 7 + 13 + 23 + 12 + 12);
        return rows;
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThat(problem(container("a", c -> c.cpu = 200), container("b", c -> c.cpu = 57)))
                .isEqualTo(
                        "the containers' cpu add up to 257 units, the task has 256; lower them or take a larger task");
        assertThat(problem(container("a", c -> c.memory = 512), container("b")))
                .contains("add", "518 MiB", "the task has 512");
        assertThat(problem(container("a", c -> c.cpu = 257)))
                .startsWith("The 'cpu' setting for container 'a' is greater than for the task: 257 units of 256");
        assertThat(problem(container("a", c -> c.memory = 513)))
                .startsWith("The 'memory' setting for container 'a' is greater than for the task: 513 MiB of 512");
        assertThat(problem(container("a", c -> c.memory = 4))).contains("at least 6 MiB");
        assertThat(problem(container("a", c -> c.memory = 100, c -> c.memoryReservation = 101)))
                .contains("memoryReservation 101 above its memory 100");
        assertThat(problem(
                        container("init", optional(), c -> c.memory = 1024),
                        container("main", after("init", "SUCCESS"))))
                .contains("1024 MiB");
    }
}
