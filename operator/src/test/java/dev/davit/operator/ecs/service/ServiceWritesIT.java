package dev.davit.operator.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.operator.RunningOperator;
import dev.davit.testkit.api.WithApiServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What services write, and what an operator that dies leaves of it. */
@WithApiServer
class ServiceWritesIT extends OnServices {

    @Test
    void needsFewWritesForAStart() {
        define();
        await().atMost(SOON).until(() -> operator.writes().stream()
                .anyMatch(w -> w.contains(namespace) && w.endsWith("taskdefinitions/web/status")));
        operator.settle();
        int before = operator.writes().size();
        serve(10, service -> {});
        until(s -> completed(s, 1) && s.runningCount == 10);
        operator.settle();
        List<String> writes = operator
                .writes()
                .subList(before, operator.writes().size())
                .stream()
                .filter(write -> write.contains(namespace))
                .toList();
        assertThat(writes)
                .filteredOn(write -> write.startsWith("POST") && write.endsWith("/tasks"))
                .hasSize(10);
        assertThat(writes)
                .as("10 tasks, their service's status, budget and events")
                .hasSizeLessThanOrEqualTo(23);
    }

    @Test
    void writesNothingWhenEverythingIsReconciledAgain() {
        define();
        serve(2, service -> {});
        until(s -> completed(s, 1) && s.runningCount == 2);
        operator.settle();
        List<String> before = versions();
        operator.close();
        operator = RunningOperator.start(client, OnServices::reconcilers);
        operator.settle();
        assertThat(operator.writes()).noneMatch(write -> write.contains(namespace));
        assertThat(versions()).isEqualTo(before);
    }

    private List<String> versions() {
        return Stream.concat(Stream.of(service()), runner.tasks().stream())
                .map(RunningOperator::version)
                .toList();
    }

    /** Three tasks, a new revision for them, two tasks: every write of such a life. */
    @ParameterizedTest
    @MethodSource("deaths")
    void endsAsUndisturbedWhenTheOperatorDiesAfterAnyWrite(int writes) {
        operator.close();
        List<String> made = new ArrayList<>();
        RunningOperator mortal = RunningOperator.startAndDieAfter(writes, client, OnServices::reconcilers);
        define();
        serve(3, service -> {});
        live(mortal);
        redefine("example.org/main:2");
        live(mortal);
        edit(service -> service.getSpec().desiredCount = 2);
        live(mortal);
        mortal.close();
        operator = RunningOperator.start(client, OnServices::reconcilers);
        ServiceStatus status = until(s -> s.deployments != null
                && completed(s, s.deployments.getFirst().number)
                && Integer.valueOf(2).equals(s.runningCount));
        // A definition that nobody saw in between has one revision only.
        assertThat(status.taskDefinition)
                .isEqualTo(client.resources(TaskDefinition.class)
                        .inNamespace(namespace)
                        .withName("web")
                        .get()
                        .getStatus()
                        .taskDefinitionArn);
        assertThat(live()).hasSize(2);
        runner.tasks().forEach(task -> made.add(task.getMetadata().getName()));
        // Undisturbed: three of the first revision and three of the second; cut off, it may have gone to the second at
        // once.
        assertThat(made).hasSizeLessThanOrEqualTo(6);
        assertThat(made).allMatch(name -> name.matches("web-[12]-[123]"));
    }

    static IntStream deaths() {
        return IntStream.rangeClosed(0, 30);
    }

    private void live(RunningOperator running) {
        for (int quiet = 0; quiet < 2; quiet++) {
            running.settle();
            if (runner.step(NONE)) {
                quiet = -1;
            }
        }
    }
}
