package dev.davit.operator.fargate;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.ContainerDependency;
import dev.davit.api.ecs.v1alpha1.HealthCheck;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Task definitions for tests. */
public final class Definitions {

    private Definitions() {}

    /** A container, with what the edit adds. */
    @SafeVarargs
    public static ContainerDefinition container(String name, Consumer<ContainerDefinition>... edits) {
        ContainerDefinition container = new ContainerDefinition();
        container.name = name;
        container.image = "example.org/" + name + ":1";
        for (Consumer<ContainerDefinition> edit : edits) {
            edit.accept(container);
        }
        return container;
    }

    /** Lets a container wait for another one. */
    public static Consumer<ContainerDefinition> after(String other, String condition) {
        return container -> {
            ContainerDependency dependency = new ContainerDependency();
            dependency.containerName = other;
            dependency.condition = condition;
            container.dependsOn = container.dependsOn == null ? new ArrayList<>() : container.dependsOn;
            container.dependsOn.add(dependency);
        };
    }

    /** A health check every five seconds that may fail three times. */
    public static Consumer<ContainerDefinition> healthy() {
        return container -> {
            container.healthCheck = new HealthCheck();
            container.healthCheck.command = List.of("CMD", "/ok");
            container.healthCheck.interval = 5;
        };
    }

    /** A container without which the task goes on. */
    public static Consumer<ContainerDefinition> optional() {
        return container -> container.essential = false;
    }

    /** A spec of the smallest size. */
    public static TaskDefinitionSpec spec(ContainerDefinition... containers) {
        TaskDefinitionSpec spec = new TaskDefinitionSpec();
        spec.cpu = "256";
        spec.memory = "512";
        spec.containerDefinitions = List.of(containers);
        return spec;
    }

    /** A definition in namespace {@code apps}. */
    public static TaskDefinition definition(String name, TaskDefinitionSpec spec) {
        TaskDefinition definition = new TaskDefinition();
        definition.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("apps")
                .withUid("uid-" + name)
                .withGeneration(1L)
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .build());
        definition.setSpec(spec);
        return definition;
    }
}
