package dev.davit.operator.fargate;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.TaskSize;
import dev.davit.api.ecs.v1alpha1.ContainerOverride;
import dev.davit.api.ecs.v1alpha1.EphemeralStorage;
import dev.davit.api.ecs.v1alpha1.KeyValuePair;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.TaskOverride;
import dev.davit.api.fargate.TaskRole;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverridesTest {

    private final TaskDefinitionSpec definition = spec(
            container(
                    "main", c -> c.environment = List.of(variable("A", "1"), variable("B", "1")), c -> c.memory = 256),
            container("log"));
    private final TaskOverride override = new TaskOverride();
    private final ContainerOverride main = new ContainerOverride();

    @BeforeEach
    void ofMain() {
        main.name = "main";
        override.containerOverrides = List.of(main);
    }

    private static KeyValuePair variable(String name, String value) {
        KeyValuePair variable = new KeyValuePair();
        variable.name = name;
        variable.value = value;
        return variable;
    }

    private String problem() {
        return Overrides.problem(definition, override).orElse("");
    }

    @Test
    void nothingIsTakenInsteadWhenNothingIsSaid() {
        assertThat(Overrides.apply(definition, null)).isSameAs(definition);
        assertThat(Overrides.apply(definition, new TaskOverride()))
                .usingRecursiveComparison()
                .isEqualTo(definition);
        assertThat(Overrides.problem(definition, null)).isEmpty();
    }

    @Test
    void aContainerTakesItsWordsAndVariablesAndItsSizeInstead() {
        main.command = List.of("--day", "today");
        main.environment = List.of(variable("B", "2"), variable("C", "2"));
        main.memory = 300;
        main.cpu = 10;
        main.memoryReservation = 200;
        var taken = Overrides.apply(definition, override).containerDefinitions.getFirst();
        assertThat(taken.command).containsExactly("--day", "today");
        assertThat(taken.environment).extracting(v -> v.name + "=" + v.value).containsExactly("A=1", "B=2", "C=2");
        assertThat(taken.memory).isEqualTo(300);
        assertThat(taken.cpu).isEqualTo(10);
        assertThat(taken.memoryReservation).isEqualTo(200);
        assertThat(definition.containerDefinitions.getFirst().memory)
                .as("the revision stays")
                .isEqualTo(256);
    }

    @Test
    void theTaskTakesItsSizeItsDiskAndItsRoleInstead() {
        override.cpu = "512";
        override.memory = "1 GB";
        override.ephemeralStorage = new EphemeralStorage();
        override.ephemeralStorage.sizeInGiB = 50;
        override.taskRoleARN = "arn:aws:iam::123456789012:role/auditor";
        TaskDefinitionSpec taken = Overrides.apply(definition, override);
        assertThat(problem()).isEmpty();
        assertThat(TaskSize.parse(taken.cpu, taken.memory)).contains(new TaskSize(512, 1024));
        assertThat(taken.ephemeralStorage.sizeInGiB).isEqualTo(50);
        assertThat(TaskRole.of(taken)).contains("auditor");
    }

    @Test
    void refusesAContainerThatIsNotThere() {
        main.name = "mian";
        assertThat(problem()).isEqualTo("Override for container named mian is not a container in the TaskDefinition.");
    }

    @Test
    void refusesASizeThatIsNoRowOrThatTheContainersDoNotFit() {
        override.cpu = "4096";
        assertThat(problem()).startsWith("No Fargate configuration exists for given values: 4096 CPU, 512 memory");
        override.cpu = null;
        main.memory = 511;
        assertThat(problem()).contains("the task has 512");
    }

    @Test
    void refusesMoreThan8192CharactersTogether() {
        main.command = List.of("x".repeat(8100));
        assertThat(problem()).isEmpty();
        main.command = List.of("x".repeat(8192));
        assertThat(problem()).startsWith("Container Overrides length must be at most 8192");
    }
}
