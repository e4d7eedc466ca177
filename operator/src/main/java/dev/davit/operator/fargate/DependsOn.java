package dev.davit.operator.fargate;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.ContainerDependency;
import dev.davit.api.fargate.StartOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with the dependencies between the containers of a task, if anything. */
public final class DependsOn {

    private static final Set<String> CONDITIONS = Set.of("START", "COMPLETE", "SUCCESS", "HEALTHY");

    private DependsOn() {}

    /** The first problem, as a sentence that says the fix. */
    public static Optional<String> problem(List<ContainerDefinition> containers) {
        Map<String, ContainerDefinition> byName = StartOrder.byName(containers);
        for (ContainerDefinition container : containers) {
            for (ContainerDependency dependency : StartOrder.dependencies(container)) {
                Optional<String> problem = problem(container, dependency, byName);
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return cycle(byName);
    }

    private static Optional<String> problem(
            ContainerDefinition container, ContainerDependency dependency, Map<String, ContainerDefinition> byName) {
        String where = "container %s dependsOn %s".formatted(container.name, dependency.containerName);
        ContainerDefinition target = byName.get(dependency.containerName);
        if (target == null) {
            return Optional.of(where + ", but the task has no container of that name");
        }
        if (dependency.condition == null || !CONDITIONS.contains(dependency.condition)) {
            return Optional.of(where + " with condition " + dependency.condition
                    + "; use one of START, COMPLETE, SUCCESS, HEALTHY");
        }
        return switch (dependency.condition) {
            case "HEALTHY" ->
                HealthCheckCommand.of(target.healthCheck).isEmpty()
                        ? Optional.of(where + " with condition HEALTHY, but " + target.name
                                + " has no healthCheck: add one to it, or wait for START")
                        : Optional.empty();
            case "COMPLETE", "SUCCESS" ->
                !Boolean.FALSE.equals(target.essential)
                        ? Optional.of("A dependency container with SUCCESS or COMPLETE condition cannot be an essential"
                                + " container: set essential: false on " + target.name)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> cycle(Map<String, ContainerDefinition> byName) {
        for (ContainerDefinition container : byName.values()) {
            Deque<String> path = new ArrayDeque<>();
            if (leadsTo(container, container.name, byName, path)) {
                return Optional.of("dependsOn goes in a circle: " + container.name + " -> " + String.join(" -> ", path)
                        + "; take one of these dependencies out");
            }
        }
        return Optional.empty();
    }

    /** Whether the container's dependencies lead to the goal; the path is filled with the way when they do. */
    private static boolean leadsTo(
            ContainerDefinition from, String goal, Map<String, ContainerDefinition> byName, Deque<String> path) {
        for (ContainerDependency dependency : StartOrder.dependencies(from)) {
            String next = dependency.containerName;
            if (path.contains(next) && !next.equals(goal)) {
                continue;
            }
            path.addLast(next);
            if (next.equals(goal) || leadsTo(byName.get(next), goal, byName, path)) {
                return true;
            }
            path.removeLast();
        }
        return false;
    }
}
