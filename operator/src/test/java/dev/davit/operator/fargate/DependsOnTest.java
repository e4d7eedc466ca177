package dev.davit.operator.fargate;

import static dev.davit.operator.fargate.Definitions.after;
import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.healthy;
import static dev.davit.operator.fargate.Definitions.optional;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.fargate.StartOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependsOnTest {

    private static String problem(ContainerDefinition... containers) {
        return DependsOn.problem(List.of(containers)).orElse("");
    }

    private static List<String> names(List<ContainerDefinition> containers) {
        return containers.stream().map(c -> c.name).toList();
    }

    @Test
    void containersWithoutDependenciesKeepTheirOrder() {
        StartOrder order = StartOrder.of(List.of(container("b"), container("a")));
        assertThat(order.first()).isEmpty();
        assertThat(names(order.main())).containsExactly("b", "a");
    }

    @Test
    void aContainerStartsAfterTheOneItWaitsToStart() {
        StartOrder order = StartOrder.of(List.of(container("web", after("proxy", "START")), container("proxy")));
        assertThat(names(order.main())).containsExactly("proxy", "web");
    }

    @Test
    void containersThatAllOthersWaitToSucceedRunFirstInTheirOwnOrder() {
        ContainerDefinition[] containers = {
            container("web", after("migrate", "SUCCESS")),
            container("migrate", optional(), after("fetch", "SUCCESS")),
            container("fetch", optional())
        };
        assertThat(problem(containers)).isEmpty();
        StartOrder order = StartOrder.of(List.of(containers));
        assertThat(names(order.first())).containsExactly("fetch", "migrate");
        assertThat(names(order.main())).containsExactly("web");
        assertThat(order.held()).isEmpty();
    }

    @Test
    void aContainerThatNotAllWaitForRunsWithTheOthersAndItsDependentsAreHeld() {
        StartOrder beside = StartOrder.of(List.of(
                container("web", after("migrate", "SUCCESS")), container("migrate", optional()), container("proxy")));
        assertThat(beside.first()).as("proxy does not wait").isEmpty();
        assertThat(beside.held()).containsExactly("web");
        StartOrder complete = StartOrder.of(
                List.of(container("web", after("migrate", "COMPLETE")), container("migrate", optional())));
        assertThat(complete.first()).as("may fail").isEmpty();
        assertThat(names(complete.main())).containsExactly("migrate", "web");
        assertThat(complete.held()).containsExactly("web");
        StartOrder both = StartOrder.of(List.of(
                container("web", after("migrate", "SUCCESS"), after("migrate", "START")),
                container("migrate", optional())));
        assertThat(both.first()).as("its start is waited for, too").isEmpty();
    }

    @Test
    void whatWaitsForHealthAndWhatWaitsForThatIsHeld() {
        StartOrder order = StartOrder.of(List.of(
                container("log", after("web", "START")),
                container("web", after("migrate", "SUCCESS")),
                container("migrate", optional(), after("db", "HEALTHY")),
                container("db", healthy()),
                container("agent", after("db", "START"))));
        assertThat(order.first()).isEmpty();
        assertThat(names(order.main())).containsExactly("db", "migrate", "web", "log", "agent");
        assertThat(order.held()).containsExactly("migrate", "web", "log");
    }

    @Test
    void refusesACircleAndShowsIt() {
        assertThat(problem(
                        container("a", after("b", "START")),
                        container("b", after("c", "START")),
                        container("c", after("a", "START"))))
                .contains("goes in a circle: a -> b -> c -> a");
        assertThat(problem(container("a", after("a", "START")))).contains("a -> a");
        assertThat(problem(
                        container("x", after("a", "START")),
                        container("a", after("b", "START")),
                        container("b", after("a", "START"))))
                .contains("a -> b -> a");
    }

    @Test
    void refusesANameThatIsNotThere() {
        assertThat(problem(container("a", after("b", "START")))).contains("no container of that name");
    }

    @Test
    void refusesToWaitForTheEndOfAnEssentialContainerAsEcsDoes() {
        assertThat(problem(container("a", after("b", "SUCCESS")), container("b")))
                .startsWith(
                        "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container");
    }

    @Test
    void healthyNeedsAHealthCheck() {
        assertThat(problem(container("a", after("b", "HEALTHY")), container("b")))
                .contains("b has no healthCheck");
        assertThat(problem(container("a", after("b", "HEALTHY")), container("b", healthy())))
                .isEmpty();
    }

    @Test
    void refusesAConditionThatEcsDoesNotHave() {
        assertThat(problem(container("a", after("b", "READY")), container("b")))
                .contains("one of START, COMPLETE, SUCCESS, HEALTHY");
    }

    @Test
    void aContainerThatEndsMayWaitForOneThatRuns() {
        assertThat(problem(
                        container("web", after("init", "COMPLETE")),
                        container("init", optional(), after("db", "START")),
                        container("db")))
                .isEmpty();
    }
}
