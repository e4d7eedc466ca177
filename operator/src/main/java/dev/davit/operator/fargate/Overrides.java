package dev.davit.operator.fargate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.davit.api.common.TaskSize;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.ContainerOverride;
import dev.davit.api.ecs.v1alpha1.KeyValuePair;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.TaskOverride;
import dev.davit.api.fargate.SizeSplit;
import dev.davit.api.fargate.StartOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A task definition as one task takes it. */
public final class Overrides {

    /** How many characters all overrides of a task may have together, as in RunTask. */
    static final int LIMIT = 8192;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Overrides() {}

    /** Why the definition cannot be taken so, in ECS's words and with the fix. */
    public static Optional<String> problem(TaskDefinitionSpec definition, TaskOverride override) {
        if (override == null) {
            return Optional.empty();
        }
        int length = JSON.valueToTree(override).toString().length();
        if (length > LIMIT) {
            return Optional.of("Container Overrides length must be at most 8192, and it is " + length
                    + ": put what is long into the image, or into a ConfigMap that the definition's secrets name");
        }
        return containers(override).stream()
                .filter(c -> definition.containerDefinitions.stream().noneMatch(d -> d.name.equals(c.name)))
                .map(c -> "Override for container named " + c.name + " is not a container in the TaskDefinition.")
                .findFirst()
                .or(() -> size(apply(definition, override)));
    }

    private static Optional<String> size(TaskDefinitionSpec taken) {
        Optional<TaskSize> size = TaskSize.parse(taken.cpu, taken.memory);
        return size.filter(TaskSize::isFargate).isEmpty()
                ? Optional.of(
                        "No Fargate configuration exists for given values: %s CPU, %s memory; choose a row of the table"
                                .formatted(taken.cpu, taken.memory))
                : SizeSplit.problem(size.get(), StartOrder.of(taken.containerDefinitions));
    }

    /** The definition with what the task takes instead; the given one stays as it is. */
    public static TaskDefinitionSpec apply(TaskDefinitionSpec definition, TaskOverride override) {
        if (override == null) {
            return definition;
        }
        TaskDefinitionSpec taken = copy(definition);
        taken.cpu = Objects.requireNonNullElse(override.cpu, taken.cpu);
        taken.memory = Objects.requireNonNullElse(override.memory, taken.memory);
        if (override.ephemeralStorage != null) {
            taken.ephemeralStorage = override.ephemeralStorage;
        }
        if (override.taskRoleARN != null) {
            taken.taskRoleARN = override.taskRoleARN;
            taken.taskRoleRef = null;
        }
        containers(override).forEach(c -> taken.containerDefinitions.stream()
                .filter(d -> d.name.equals(c.name))
                .forEach(d -> apply(d, c)));
        return taken;
    }

    private static void apply(ContainerDefinition container, ContainerOverride override) {
        container.command = override.command == null ? container.command : override.command;
        container.cpu = override.cpu == null ? container.cpu : override.cpu;
        container.memory = override.memory == null ? container.memory : override.memory;
        container.memoryReservation =
                override.memoryReservation == null ? container.memoryReservation : override.memoryReservation;
        if (override.environment != null) {
            Map<String, KeyValuePair> variables = new LinkedHashMap<>();
            Optional.ofNullable(container.environment).stream()
                    .flatMap(List::stream)
                    .forEach(v -> variables.put(v.name, v));
            override.environment.forEach(v -> variables.put(v.name, v));
            container.environment = List.copyOf(variables.values());
        }
    }

    private static List<ContainerOverride> containers(TaskOverride override) {
        return Objects.requireNonNullElse(override.containerOverrides, List.of());
    }

    private static TaskDefinitionSpec copy(TaskDefinitionSpec definition) {
        try {
            return JSON.treeToValue(JSON.valueToTree(definition), TaskDefinitionSpec.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
