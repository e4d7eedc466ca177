package dev.davit.api.fargate;

import dev.davit.api.common.TaskSize;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the size of a task is split over its containers. The containers that run together get the task's CPU exactly, and
 * its memory exactly unless each of them says how much it may have; containers that run before the others have the whole
 * task to themselves.
 */
public final class SizeSplit {

    /** The least memory a container can be given, as in ECS. */
    public static final int LEAST_MEMORY_MIB = 6;

    private SizeSplit() {}

    /** What one container gets. */
    public record Share(int milliCpu, int memoryMiB) {}

    /** The share of every container by its name, for containers that were checked ({@link #problem}). */
    public static Map<String, Share> of(TaskSize size, StartOrder order) {
        Map<String, Share> shares = new LinkedHashMap<>();
        for (ContainerDefinition container : order.first()) {
            shares.put(
                    container.name,
                    new Share(
                            given(container.cpu).map(SizeSplit::milli).orElse(size.milliCpu()),
                            given(container.memory).orElse(size.memoryMiB())));
        }
        List<Integer> cpu = cpu(size, order.main());
        List<Integer> memory = memory(size, order.main());
        for (int i = 0; i < cpu.size(); i++) {
            shares.put(order.main().get(i).name, new Share(cpu.get(i), memory.get(i)));
        }
        return shares;
    }

    /** Why the containers do not fit into the task, as a sentence that says the fix. */
    public static Optional<String> problem(TaskSize size, StartOrder order) {
        for (ContainerDefinition container : order.first()) {
            Optional<String> problem = problem(size, List.of(container));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return problem(size, order.main());
    }

    private static Optional<String> problem(TaskSize size, List<ContainerDefinition> together) {
        for (ContainerDefinition container : together) {
            int most = given(container.memory).orElse(Integer.MAX_VALUE);
            if (most < LEAST_MEMORY_MIB) {
                return Optional.of("container %s has memory %d MiB; give it at least %d MiB"
                        .formatted(container.name, most, LEAST_MEMORY_MIB));
            }
            if (given(container.memoryReservation).orElse(0) > most) {
                return Optional.of("container %s has memoryReservation %d above its memory %d; lower memoryReservation"
                        .formatted(container.name, container.memoryReservation, most));
            }
        }
        return largest(size, together).or(() -> sums(size, together));
    }

    /** In ECS's words: one container alone is larger than the task. */
    private static Optional<String> largest(TaskSize size, List<ContainerDefinition> together) {
        return together.stream()
                .flatMap(c -> Stream.of(
                                above("cpu", c, given(c.cpu).orElse(0), size.cpuUnits(), "units"),
                                above("memory", c, leastMemory(c), size.memoryMiB(), "MiB"))
                        .flatMap(Optional::stream))
                .findFirst();
    }

    private static Optional<String> above(
            String what, ContainerDefinition container, int asked, int whole, String unit) {
        return asked <= whole
                ? Optional.empty()
                : Optional.of(
                        "The '%s' setting for container '%s' is greater than for the task: %d %s of %d; lower it or take a larger task"
                                .formatted(what, container.name, asked, unit, whole));
    }

    private static Optional<String> sums(TaskSize size, List<ContainerDefinition> together) {
        long cpu = together.stream().mapToLong(c -> given(c.cpu).orElse(0)).sum();
        if (cpu > size.cpuUnits()) {
            return Optional.of(
                    "the containers' cpu add up to %d units, the task has %d; lower them or take a larger task"
                            .formatted(cpu, size.cpuUnits()));
        }
        long memory = together.stream().mapToLong(SizeSplit::leastMemory).sum();
        if (memory > size.memoryMiB()) {
            return Optional.of(("the containers' memory adds up to %d MiB (a container without memory counts its"
                            + " memoryReservation, at least %d), the task has %d; lower it or take a larger task")
                    .formatted(memory, LEAST_MEMORY_MIB, size.memoryMiB()));
        }
        return Optional.empty();
    }

    private static int leastMemory(ContainerDefinition container) {
        return given(container.memory)
                .orElseGet(() -> Math.max(
                        LEAST_MEMORY_MIB, given(container.memoryReservation).orElse(0)));
    }

    /**
     * In ECS a container's cpu is a weight, not a limit: what no container asked for is shared by the same weights. So the
     * weights are scaled to the task's CPU; a container without one gets an even part of the rest, and never so little that
     * its own start is throttled for seconds.
     */
    private static List<Integer> cpu(TaskSize size, List<ContainerDefinition> together) {
        int asked = together.stream().mapToInt(c -> given(c.cpu).orElse(0)).sum();
        long silent = together.stream().filter(c -> given(c.cpu).isEmpty()).count();
        double even = silent == 0 ? 0 : (size.cpuUnits() - asked) / (double) silent;
        double floor = size.cpuUnits() / 16.0;
        List<Double> weights = together.stream()
                .map(c -> given(c.cpu).map(Integer::doubleValue).orElse(Math.max(even, floor)))
                .toList();
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        List<Integer> parts = new ArrayList<>();
        double before = 0;
        for (double weight : weights) {
            // Differences of rounded running sums: the parts add up to the whole.
            parts.add(part(size, before + weight, sum) - part(size, before, sum));
            before += weight;
        }
        return parts;
    }

    private static int part(TaskSize size, double upTo, double sum) {
        return (int) Math.round(size.milliCpu() * upTo / sum);
    }

    /** In ECS a container's memory is a limit: it is kept; the others share the rest above their reservations evenly. */
    private static List<Integer> memory(TaskSize size, List<ContainerDefinition> together) {
        int rest = size.memoryMiB()
                - together.stream().mapToInt(SizeSplit::leastMemory).sum();
        int silent =
                (int) together.stream().filter(c -> given(c.memory).isEmpty()).count();
        List<Integer> parts = new ArrayList<>();
        int served = 0;
        for (ContainerDefinition container : together) {
            int extra = 0;
            if (given(container.memory).isEmpty()) {
                extra = rest * (served + 1) / silent - rest * served / silent;
                served++;
            }
            parts.add(leastMemory(container) + extra);
        }
        return parts;
    }

    /** The number, unless it is not said: ECS takes 0 for that. */
    private static Optional<Integer> given(Integer number) {
        return Optional.ofNullable(number).filter(n -> n > 0);
    }

    private static int milli(int units) {
        return Math.max(1, (int) (units * 1000L / 1024));
    }
}
