package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.TaskSize;
import dev.davit.api.ecs.v1alpha1.ContainerOverride;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.TaskOverride;
import java.util.List;
import java.util.Objects;

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
        Input.part("overrides", overrides, TaskOverride.class); // what says nothing must have its type, too
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
        return Input.part("overrides", served(overrides), TaskOverride.class);
    }

    /** Without empty lists, by which programs say nothing. */
    private static JsonNode served(JsonNode overrides) {
        ObjectNode served = overrides.deepCopy();
        served.remove("inferenceAcceleratorOverrides");
        served.path("containerOverrides").forEach(container -> ((ObjectNode) container)
                .properties()
                .removeIf(member -> !member.getKey().equals("name") && !say(member.getValue())));
        return served;
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
        if (TaskSize.parse(cpu, memory).filter(size -> !size.isFargate()).isPresent()) {
            throw EcsRefusal.client("No Fargate configuration exists for given values: " + cpu + " CPU, " + memory
                    + " memory. See the Amazon ECS documentation for valid values.");
        }
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
