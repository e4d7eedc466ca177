package dev.davit.operator.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.operator.RunningOperator;
import dev.davit.testkit.api.WithApiServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What services write. */
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
}
