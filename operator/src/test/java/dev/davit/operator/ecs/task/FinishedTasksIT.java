package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.operator.RunningOperator;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tasks that have finished, and their pods with the logs, stay until somebody deletes them: what thousands of them cost an
 * operator. {@code -Ddavit.tasks=10000} are as many; figures are printed.
 */
class FinishedTasksIT extends TaskStage {

    private static final int TASKS = Integer.getInteger("davit.tasks", 300);
    private static final int WRITERS = 16;
    private static final int NEW = 20;

    /** From so many on a heap tells what one of them needs. */
    private static final int MEASURABLE = 2_000;

    private static final double KIB_EACH = 10;

    /** The deletion of thousands takes longer than a request may. */
    @AfterEach
    void removeThem() {
        var tasks = client.resources(Task.class).inNamespace(namespace);
        var pods = client.pods().inNamespace(namespace);
        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> {
                    tasks.delete();
                    pods.withGracePeriod(0).delete();
                    return isEmpty(tasks) && isEmpty(pods);
                });
    }

    private static boolean isEmpty(Listable<? extends KubernetesResourceList<?>> objects) {
        return objects.list(new ListOptionsBuilder().withLimit(1L).build())
                .getItems()
                .isEmpty();
    }

    @Test
    void costAFewPassesWhenTheOperatorStartsAndNeitherAWriteNorTheSpeedOfNewOnes() throws Exception {
        define(spec(container("main")));
        operator.close();
        makeFinished();
        double empty = usedMiB();

        long began = System.nanoTime();
        operator = RunningOperator.start(client, TaskStage::reconcilers);
        double listed = seconds(began);
        operator.settle(Duration.ofSeconds(20 + TASKS / 50));
        double settled = seconds(began);
        double kibEach = (usedMiB() - empty) * 1024 / TASKS;
        List<Duration> first = operator.passes();

        assertThat(operator.writes()).noneMatch(write -> write.contains("/tasks/") || write.endsWith("/pods"));
        assertThat(first.size()).isBetween(TASKS, 4 * TASKS);

        for (int number = 0; number < NEW; number++) {
            runsAndEnds("new-" + number);
        }
        operator.settle();
        List<Duration> passes = operator.passes();
        System.out.printf(
                "%d finished tasks: listed in %.1f s, all looked at in %.1f s, heap %.1f KiB each (0: too few to tell); passes: p50 %.2f ms, p99 %.2f"
                        + " ms; with writes, of %d new tasks: p50 %.2f ms, p99 %.2f ms%n",
                TASKS,
                listed,
                settled,
                kibEach,
                millis(first, 0.5),
                millis(first, 0.99),
                NEW,
                millis(passes.subList(first.size(), passes.size()), 0.5),
                millis(passes.subList(first.size(), passes.size()), 0.99));
        if (TASKS >= MEASURABLE) {
            assertThat(kibEach).isLessThan(KIB_EACH);
        }
    }

    private void runsAndEnds(String name) {
        Task task = task(name);
        client.resource(task).create();
        Pod pod = await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> client.pods().inNamespace(namespace).withName(name).get(), made -> made != null);
        node.bind(pod);
        node.run(pod);
        node.end(pod, 0);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> TaskInputs.stopped(client.resource(task).get()));
    }

    private Task task(String name) {
        Task task = new Task();
        task.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        task.getSpec().taskDefinition = "report";
        return task;
    }

    /** As an operator and a kubelet leave them. */
    private void makeFinished() throws Exception {
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            List<? extends Future<?>> all = IntStream.range(0, TASKS)
                    .mapToObj(number -> writers.submit(() -> makeFinished("done-%05d".formatted(number))))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private void makeFinished(String name) {
        Task task = client.resource(task(name)).create();
        Pod pod = client.resource(
                        TaskPod.of(task, new TaskPod.Revision(Pods.ARN, spec(container("main"))), Pods.setting()))
                .create();
        Pod ended = Pods.with(Pods.phase(pod, "Succeeded"), "main", Pods.ended(0, "Completed", 5));
        ended.getStatus().setStartTime(Pods.at(1));
        ended = client.resource(ended).updateStatus();
        PodReading reading = PodReading.of(ended);
        TaskInputs inputs = new TaskInputs(task, Optional.of(ended), Optional.empty(), "us-east-1", Instant.now());
        task.setStatus(TaskReport.of(inputs, ended, StopDecision.of(reading, Optional.empty(), inputs.now())));
        client.resource(task).updateStatus();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double millis(List<Duration> durations, double quantile) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(quantile * sorted.size())))
                        .toNanos()
                / 1e6;
    }

    /** What is reachable, after collections that find no more garbage; 0 where the tasks are too few to tell. */
    private static double usedMiB() {
        if (TASKS < MEASURABLE) {
            return 0; // other tests run beside this one, and their garbage is never still
        }
        Runtime runtime = Runtime.getRuntime();
        long[] used = {Long.MAX_VALUE};
        await().atMost(SOON).pollInterval(Duration.ofMillis(200)).until(() -> {
            System.gc();
            long now = runtime.totalMemory() - runtime.freeMemory();
            boolean same = Math.abs(used[0] - now) < 100_000;
            used[0] = now;
            return same;
        });
        return used[0] / (double) (1 << 20);
    }
}
