package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import dev.davit.api.ecs.v1alpha1.ContainerOverride;
import dev.davit.api.ecs.v1alpha1.TaskOverride;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a task takes instead of what its definition says, on an API server. */
class TaskOrderIT extends TaskStage {

    @Test
    void aTaskTakesWhatItSaysInsteadOfItsDefinition() {
        define(spec(container("main")));
        run(task -> {
            task.getSpec().overrides = new TaskOverride();
            task.getSpec().overrides.memory = "1024";
            ContainerOverride main = new ContainerOverride();
            main.name = "main";
            main.command = List.of("--today");
            task.getSpec().overrides.containerOverrides = List.of(main);
            CapacityProviderStrategyItem gvisor = new CapacityProviderStrategyItem();
            gvisor.capacityProvider = "FARGATE";
            task.getSpec().capacityProviderStrategy = List.of(gvisor);
        });
        Container container = made().getSpec().getContainers().getFirst();
        assertThat(container.getArgs()).containsExactly("--today");
        assertThat(container.getResources().getLimits().get("memory")).isEqualTo(new Quantity("1Gi"));
        TaskStatus status = until(s -> s.podName != null);
        assertThat(status.memory).isEqualTo("1024");
        assertThat(status.capacityProviderName).isEqualTo("FARGATE");
        assertThat(status.taskDefinitionArn).endsWith("/report:1");
    }

    @Test
    void saysWhatItCannotTakeAndTriesNothing() {
        define(spec(container("main")));
        run(task -> {
            task.getSpec().overrides = new TaskOverride();
            ContainerOverride other = new ContainerOverride();
            other.name = "other";
            task.getSpec().overrides.containerOverrides = List.of(other);
        });
        until(status -> reason(status).equals("False OverridesInvalid"));
        operator.settle();
        long before = writes();
        await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> writes() == before);
        assertThat(pod()).isNull();
    }

    /** Those of this test: the operator looks at what others left, too. */
    private long writes() {
        return operator.writes().stream()
                .filter(write -> write.contains(namespace))
                .count();
    }

    @Test
    void namesACapacityProviderThatIsNotThere() {
        define(spec(container("main")));
        run(task -> {
            CapacityProviderStrategyItem spot = new CapacityProviderStrategyItem();
            spot.capacityProvider = "FARGATE_SPOT";
            task.getSpec().capacityProviderStrategy = List.of(spot);
        });
        TaskStatus status = until(s -> reason(s).equals("False CapacityProviderNotFound"));
        assertThat(Conditions.find(status.conditions, "Ready").orElseThrow().getMessage())
                .startsWith("The specified capacity provider 'FARGATE_SPOT' was not found; there are FARGATE, gvisor");
        assertThat(pod()).isNull();
    }
}
