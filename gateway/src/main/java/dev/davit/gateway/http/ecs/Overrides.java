package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.api.common.TaskSize;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.ContainerOverride;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.TaskOverride;
import dev.davit.api.fargate.SizeSplit;
import dev.davit.api.fargate.StartOrder;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** {@code overrides}: what a task takes instead of what its definition says. */
final class Overrides {

    /** How many characters they may have. */
    private static final int MOST = 8192;

    /** What a container cannot have here, and so cannot have instead of what it has. */
    private static final List<String> UNSERVED = List.of("environmentFiles", "resourceRequirements");

    private Overrides() {}

    /** The overrides of a request; null when they say nothing. */
    static TaskOverride of(Input input) {
        JsonNode overrides = input.node().path("overrides");
        if (overrides.toString().length() > MOST) {
            throw EcsRefusal.invalid("Container Overrides length must be at most " + MOST);
        }
        Input given = input.structure("overrides");
        if (given == null) {
            return null;
        }
        List<Input> containers = given.structures("containerOverrides");
        TaskOverride taken = Input.part("overrides", overrides, TaskOverride.class);
        if (!say(overrides)) {
            return null;
        }
        for (JsonNode container : overrides.path("containerOverrides")) {
            UNSERVED.stream().filter(name -> say(container.path(name))).forEach(name -> {
                throw EcsRefusal.unsupported(name + " of a container override is not supported: tasks have none here.");
            });
        }
        if (say(overrides.path("inferenceAcceleratorOverrides"))) {
            throw EcsRefusal.unsupported("inferenceAcceleratorOverrides is not supported: there are none here.");
        }
        containers.forEach(container -> container.needed("name"));
        Objects.requireNonNullElse(taken.containerOverrides, List.<ContainerOverride>of())
                .forEach(Overrides::forgetWhatSaysNothing);
        return taken;
    }

    /** Programs send empty lists for what they do not say. */
    private static void forgetWhatSaysNothing(ContainerOverride container) {
        container.command = container.command == null || container.command.isEmpty() ? null : container.command;
        container.environment =
                container.environment == null || container.environment.isEmpty() ? null : container.environment;
    }

    /** Refuses what names a container that the definition has not, and a size that with the definition's is none of Fargate's. */
    static void check(TaskOverride override, TaskDefinitionSpec definition) {
        if (override == null) {
            return;
        }
        for (ContainerOverride container :
                Objects.requireNonNullElse(override.containerOverrides, List.<ContainerOverride>of())) {
            if (definition.containerDefinitions.stream().noneMatch(each -> each.name.equals(container.name))) {
                throw EcsRefusal.invalid("Override for container named " + container.name
                        + " is not a container in the TaskDefinition.");
            }
        }
        String cpu = Objects.requireNonNullElse(override.cpu, definition.cpu);
        String memory = Objects.requireNonNullElse(override.memory, definition.memory);
        // A text that is no number at all is refused by the schema of Task, which says the form.
        Optional<TaskSize> size = TaskSize.parse(cpu, memory);
        if (size.filter(pair -> !pair.isFargate()).isPresent()) {
            throw EcsRefusal.client("No Fargate configuration exists for given values: " + cpu + " CPU, " + memory
                    + " memory. See the Amazon ECS documentation for valid values.");
        }
        size.flatMap(whole -> SizeSplit.problem(whole, StartOrder.of(sized(override, definition))))
                .ifPresent(problem -> {
                    throw EcsRefusal.invalid(
                            problem.substring(0, 1).toUpperCase(Locale.ROOT) + problem.substring(1) + ".");
                });
    }

    /** The containers with the sizes that they take. */
    private static List<ContainerDefinition> sized(TaskOverride override, TaskDefinitionSpec definition) {
        List<ContainerOverride> overrides = Objects.requireNonNullElse(override.containerOverrides, List.of());
        return definition.containerDefinitions.stream()
                .map(container -> sized(
                        container,
                        overrides.stream()
                                .filter(each -> each.name.equals(container.name))
                                .findFirst()
                                .orElseGet(ContainerOverride::new)))
                .toList();
    }

    private static ContainerDefinition sized(ContainerDefinition container, ContainerOverride override) {
        ContainerDefinition sized = new ContainerDefinition();
        sized.name = container.name;
        sized.essential = container.essential;
        sized.dependsOn = container.dependsOn;
        sized.cpu = override.cpu == null ? container.cpu : override.cpu;
        sized.memory = override.memory == null ? container.memory : override.memory;
        sized.memoryReservation =
                override.memoryReservation == null ? container.memoryReservation : override.memoryReservation;
        return sized;
    }

    /** Whether there is a value in it that is neither empty nor a container's name: programs send containers by their names alone. */
    private static boolean say(JsonNode overrides) {
        if (overrides.isArray()) {
            for (JsonNode item : overrides) {
                if (say(item)) {
                    return true;
                }
            }
            return false;
        }
        if (!overrides.isObject()) {
            return !overrides.isMissingNode() && !overrides.isNull();
        }
        return overrides.properties().stream()
                .filter(member -> !member.getKey().equals("name"))
                .anyMatch(member -> say(member.getValue()));
    }
}
