package dev.davit.operator.fargate;

import static java.util.stream.Collectors.toCollection;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.ContainerDependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order the containers of a task start.
 *
 * @param first containers that others wait to end (COMPLETE, SUCCESS): run one after the other, before all others
 * @param main the containers of the task proper, each after those it waits to START
 */
public record StartOrder(List<ContainerDefinition> first, List<ContainerDefinition> main) {

    /** The order of containers whose dependencies were checked ({@link DependsOn#problem}). */
    public static StartOrder of(List<ContainerDefinition> containers) {
        Set<String> ending = ending(containers);
        List<ContainerDefinition> sorted = sorted(containers);
        return new StartOrder(
                sorted.stream().filter(c -> ending.contains(c.name)).toList(),
                sorted.stream().filter(c -> !ending.contains(c.name)).toList());
    }

    /** The names of the containers that another one waits to end. */
    static Set<String> ending(List<ContainerDefinition> containers) {
        return containers.stream()
                .flatMap(c -> dependencies(c).stream())
                .filter(d -> "COMPLETE".equals(d.condition) || "SUCCESS".equals(d.condition))
                .map(d -> d.containerName)
                .collect(toCollection(LinkedHashSet::new));
    }

    static List<ContainerDependency> dependencies(ContainerDefinition container) {
        return container.dependsOn == null ? List.of() : container.dependsOn;
    }

    static Map<String, ContainerDefinition> byName(List<ContainerDefinition> containers) {
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
