package dev.davit.operator.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.operator.RunningOperator;
import dev.davit.testkit.api.FaultyApi;
import dev.davit.testkit.api.WithApiServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    /** Until the news of a stop are there, the cache has the task as it was: a pass of that time must not tell of another stop. */
    @Test
    void tellsOfAStopOnceThoughNewsOfTasksComeLate() {
        define();
        operator.close();
        try (FaultyApi late = FaultyApi.before(server).delay("tasks", Duration.ofMillis(700));
                RunningOperator slow = RunningOperator.start(late, namespace, OnServices::reconcilers)) {
            serve(2, service -> {});
            until(s -> completed(s, 1) && s.runningCount == 2);
            edit(service -> service.getSpec().desiredCount = 1);
            await().atMost(SOON).until(() -> live().size() == 1);
            edit(service -> service.getMetadata().setAnnotations(Map.of("example.org/looked-at", "again")));
            until(s -> completed(s, 1) && s.runningCount == 1);
            slow.settle();
        } finally {
            operator = RunningOperator.start(client, OnServices::reconcilers);
        }
        assertThat(client.events().v1().events().inNamespace(namespace).list().getItems())
                .filteredOn(event -> "TasksStopped".equals(event.getReason()))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getNote()).isEqualTo("(service web) has stopped 1 running tasks: (task web-1-2).");
                    assertThat(event.getSeries()).isNull();
                });
    }

    private List<String> versions() {
        return Stream.concat(Stream.of(service()), runner.tasks().stream())
                .map(RunningOperator::version)
                .toList();
    }
}
