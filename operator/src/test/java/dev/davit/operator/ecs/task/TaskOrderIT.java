package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.after;
import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.healthy;
import static dev.davit.operator.fargate.Definitions.optional;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import dev.davit.api.ecs.v1alpha1.ContainerOverride;
import dev.davit.api.ecs.v1alpha1.TaskContainer;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.TaskOverride;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers in their order, and what a task takes instead, on an API server. */
class TaskOrderIT extends TaskStage {

    private static TaskDefinitionSpec ordered() {
        return spec(
                container("app", after("db", "HEALTHY"), after("setup", "SUCCESS")),
                container("db", healthy(), after("setup", "COMPLETE")),
                container("setup", optional()));
    }

    /** Does what a kubelet does until nothing changes, and says whether all runs that should. */
    private boolean live(RunningOperator running) {
        for (int pass = 0; pass < 8; pass++) {
            running.settle();
            Pod pod = pod();
            if (pod == null || "Failed".equals(pod.getStatus().getPhase())) {
                return false;
            }
            if (pod.getSpec().getNodeName() == null) {
                node.bind(pod);
            }
            if (Long.valueOf(1).equals(pod.getSpec().getActiveDeadlineSeconds())) {
                node.outOfTime(pod);
                return false;
            }
            node.sync(pod, "setup");
        }
        running.settle();
        return pod().getSpec().getContainers().stream().noneMatch(ContainerOrder::isHeld);
    }

    /** Two releases, a stop in two steps: every write of such a life. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
    void endsAsUndisturbedWhenTheOperatorDiesAfterAnyWrite(int writes) {
        operator.close();
        RunningOperator mortal = RunningOperator.startAndDieAfter(writes, client, TaskStage::reconcilers);
        define(ordered());
        run(task -> {});
        boolean ran = live(mortal);
        if (ran) {
            edit(task -> task.getSpec().desiredStatus = "STOPPED");
            live(mortal);
        }
        mortal.close();
        operator = RunningOperator.start(client, TaskStage::reconcilers);
        if (!ran) {
            assertThat(live(operator)).as("all runs").isTrue();
            edit(task -> task.getSpec().desiredStatus = "STOPPED");
        }
        live(operator);
        TaskStatus status = until("STOPPED");
        assertThat(status.stopCode).isEqualTo("UserInitiated");
        assertThat(status.containers)
                .extracting((TaskContainer c) -> c.name + " " + c.exitCode)
                .containsExactly("app 143", "db 143", "setup 0");
    }

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
        int before = operator.writes().size();
        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .until(() -> operator.writes().size() == before);
        assertThat(pod()).isNull();
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
