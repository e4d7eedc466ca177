package dev.davit.operator.ecs.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskArray;
import dev.davit.api.ecs.v1alpha1.TaskArrayStatus;
import dev.davit.operator.RunningOperator;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Arrays at a real API server; the test ends their tasks as the task's reconciler would. */
@WithApiServer
class TaskArrayReconcilerIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void newNamespace(ApiServer server) {
        client = server.client();
        namespace = server.newNamespace("array");
    }

    private List<Reconciler<?>> reconcilers(KubernetesClient c) {
        return List.of(new TaskArrayReconciler(RunningOperator.events(c), Clock.systemUTC()));
    }

    private void create(int size, int concurrency) {
        TaskArray array = new TaskArray();
        array.setMetadata(new ObjectMetaBuilder()
                .withName("parts")
                .withNamespace(namespace)
                .build());
        array.getSpec().size = size;
        array.getSpec().maxConcurrency = concurrency;
        array.getSpec().taskDefinition = "report";
        client.resource(array).create();
    }

    private List<Task> tasks() {
        return client.resources(Task.class).inNamespace(namespace).list().getItems();
    }

    private TaskArrayStatus until(Predicate<TaskArrayStatus> there) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.resources(TaskArray.class)
                                .inNamespace(namespace)
                                .withName("parts")
                                .get()
                                .getStatus(),
                        status -> status != null && status.conditions != null && there.test(status));
    }

    @Test
    void runsAllIndexesSoManyAtOnceAndCountsThem() {
        try (RunningOperator operator = RunningOperator.start(client, this::reconcilers)) {
            create(7, 3);
            for (int ended : new int[] {0, 3, 6}) {
                await().atMost(SOON).until(() -> tasks().size() == Math.min(7, ended + 3));
                operator.settle();
                assertThat(tasks()).hasSize(Math.min(7, ended + 3));
                EndedTasks.endAll(client, namespace);
            }
            TaskArrayStatus status = until(each -> each.stoppedAt != null);
            assertThat(status.succeeded).isEqualTo(7);
            assertThat(status.succeededIndexes).isEqualTo("0-6");
            assertThat(status.active).isZero();
            operator.settle();
            int writes = operator.writes().size();
            assertThat(operator.writes().stream().filter(write -> write.endsWith("/taskarrays/parts/status")))
                    .hasSizeLessThanOrEqualTo(6);
            operator.settle();
            assertThat(operator.writes()).hasSize(writes);
        }
    }
}
