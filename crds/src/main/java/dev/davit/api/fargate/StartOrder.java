package dev.davit.api.fargate;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.ContainerDependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order the containers of a task start, as far as Kubernetes has words for it.
 *
 * @param first containers that all others wait to end with 0: run one after the other, before all others
 * @param main the containers of the task proper, each after those it depends on
 * @param held the names of those of them that may not start with the others: they wait for one to end or to be healthy
 */
public record StartOrder(List<ContainerDefinition> first, List<ContainerDefinition> main, Set<String> held) {

    /** The order of containers whose dependencies were checked (that is the operator's to do). */
    public static StartOrder of(List<ContainerDefinition> containers) {
        List<ContainerDefinition> sorted = sorted(containers);
        List<ContainerDefinition> first = new ArrayList<>();
        List<ContainerDefinition> main = new ArrayList<>(sorted);
        while (!main.isEmpty() && isAwaitedByAll(main.getFirst(), main)) {
            first.add(main.removeFirst());
        }
        return new StartOrder(List.copyOf(first), List.copyOf(main), held(main));
    }

    /** Whether every other container waits, be it through others, for this one to end with 0 and for nothing else of it. */
    private static boolean isAwaitedByAll(ContainerDefinition candidate, List<ContainerDefinition> sorted) {
        if (!Boolean.FALSE.equals(candidate.essential) || sorted.size() == 1) {
            return false;
        }
        Set<String> after = new LinkedHashSet<>(Set.of(candidate.name));
        for (ContainerDefinition other : sorted.subList(1, sorted.size())) {
            boolean waits = false;
            for (ContainerDependency dependency : dependencies(other)) {
                boolean direct = dependency.containerName.equals(candidate.name);
                if (direct && !"SUCCESS".equals(dependency.condition)) {
                    return false;
                }
                waits |= after.contains(dependency.containerName);
            }
            if (!waits) {
                return false;
            }
            after.add(other.name);
        }
        return true;
    }

    private static Set<String> held(List<ContainerDefinition> main) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> held = new LinkedHashSet<>();
        for (ContainerDefinition container : main) {
            names.add(container.name);
            boolean waits = dependencies(container).stream()
                    .filter(d -> names.contains(d.containerName))
                    .anyMatch(d -> !"START".equals(d.condition) || held.contains(d.containerName));
            if (waits) {
                held.add(container.name);
            }
        }
        return held;
    }

    /** What a container waits for; never null. */
    public static List<ContainerDependency> dependencies(ContainerDefinition container) {
        return container.dependsOn == null ? List.of() : container.dependsOn;
    }

    /** Containers by their names; of two with one name the first. */
    public static Map<String, ContainerDefinition> byName(List<ContainerDefinition> containers) {
        Map<String, ContainerDefinition> byName = new LinkedHashMap<>();
        containers.forEach(c -> byName.putIfAbsent(c.name, c));
        return byName;
    }

    private static List<ContainerDefinition> sorted(List<ContainerDefinition> containers) {
        Map<String, ContainerDefinition> byName = byName(containers);
        Set<String> seen = new LinkedHashSet<>();
        List<ContainerDefinition> sorted = new ArrayList<>();
        containers.forEach(c -> visit(c, byName, seen, sorted));
        return List.copyOf(sorted);
    }

    private static void visit(
            ContainerDefinition container,
            Map<String, ContainerDefinition> byName,
            Set<String> seen,
            List<ContainerDefinition> sorted) {
        if (container != null && seen.add(container.name)) {
            dependencies(container).forEach(d -> visit(byName.get(d.containerName), byName, seen, sorted));
            sorted.add(container);
        }
    }
}
