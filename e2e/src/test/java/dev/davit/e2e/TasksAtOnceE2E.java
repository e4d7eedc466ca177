package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.ContainerOverride;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskOverride;
import dev.davit.e2e.bench.ApiWrites;
import dev.davit.e2e.bench.ApiWrites.Write;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Many tasks at once on a cluster that has room for a few: each ends as its container did, and none costs more than six writes
 * of the operator. {@code -Ddavit.tasks=200} are as many.
 */
@OnDavit
@Isolated
class TasksAtOnceE2E {

    private static final int TASKS = Integer.getInteger("davit.tasks", 24);
    private static final int WRITES = 6;
    private static final int CODES = 3;
    private static final Pattern NAME = Pattern.compile("many-[0-9]{3}([.].*)?");
    private static final Duration LIMIT = Duration.ofSeconds(60 + 3L * TASKS);

    @Test
    void eachEndsAsItsContainerDidAndCostsAtMostSixWrites(Davit davit, Account account) {
        account.apply(Manifests.taskDefinition("many", "exit 0"));
        account.await( // else it is waited for by each task, with a write that says so
                TaskDefinition.class,
                "many",
                LIMIT,
                found -> found.getStatus() != null && Stories.is(found.getStatus().conditions, "Ready", "True"));
        long began = System.nanoTime();
        IntStream.range(0, TASKS).parallel().forEach(number -> account.client()
                .resource(task(account, number))
                .create());

        Awaitility.await(TASKS + " tasks to stop")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        tasks(account).stream().filter(TasksAtOnceE2E::stopped).count() == TASKS);
        System.out.printf("%d tasks at once have stopped after %.1f s%n", TASKS, (System.nanoTime() - began) / 1e9);

        assertThat(tasks(account)).hasSize(TASKS).allSatisfy(TasksAtOnceE2E::endedAsItsContainer);
        assertThat(account.pods("davit.dev/component", "task")).hasSize(TASKS);
        davit.cluster().auditLog().ifPresent(log -> assertFewWrites(log, account.namespace()));
    }

    private static Task task(Account account, int number) {
        Task task = new Task();
        task.setMetadata(new ObjectMetaBuilder()
                .withName("many-%03d".formatted(number))
                .withNamespace(account.namespace())
                .build());
        task.getSpec().taskDefinition = "many";
        ContainerOverride container = new ContainerOverride();
        container.name = "main";
        container.command = List.of("exit " + number % CODES);
        task.getSpec().overrides = new TaskOverride();
        task.getSpec().overrides.containerOverrides = List.of(container);
        return task;
    }

    private static List<Task> tasks(Account account) {
        return account.client()
                .resources(Task.class)
                .inNamespace(account.namespace())
                .list()
                .getItems();
    }

    private static boolean stopped(Task task) {
        return task.getStatus() != null && "STOPPED".equals(task.getStatus().lastStatus);
    }

    private static void endedAsItsContainer(Task task) {
        String name = task.getMetadata().getName();
        int code = Integer.parseInt(name.substring(name.length() - 3)) % CODES;
        assertThat(task.getStatus().stopCode).as(name).isEqualTo("EssentialContainerExited");
        assertThat(task.getStatus().stoppedReason).as(name).isEqualTo("Essential container in task exited");
        assertThat(task.getStatus().containers).as(name).singleElement().satisfies(container -> assertThat(
                        container.exitCode)
                .isEqualTo(code));
        assertThat(Stories.condition(task.getStatus().conditions, "Run"))
                .get()
                .extracting(condition -> condition.getStatus() + " " + condition.getReason())
                .isEqualTo(code == 0 ? "True Succeeded" : "False EssentialContainerExited");
    }

    /** The event comes after the status that it is about. */
    private static void assertFewWrites(Path log, String namespace) {
        List<Integer> counts = new ArrayList<>();
        Map<String, List<Write>> writes = Awaitility.await("the last event")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> writes(log, namespace), found -> {
                    int now = found.values().stream().mapToInt(List::size).sum();
                    boolean same = !counts.isEmpty() && counts.getLast() == now;
                    counts.add(now);
                    return same;
                });
        System.out.printf(
                "writes of the operator for a task: %.2f on average; so many tasks by so many writes: %s%n",
                (double) counts.getLast() / TASKS,
                writes.values().stream().collect(Collectors.groupingBy(List::size, Collectors.counting())));
        assertThat(writes)
                .hasSize(TASKS)
                .allSatisfy((task, all) -> assertThat(all).as(task).hasSizeLessThanOrEqualTo(WRITES));
    }

    /** By task; an event's name begins with that of what it is about. */
    private static Map<String, List<Write>> writes(Path log, String namespace) {
        return new ApiWrites(log)
                .in(namespace).stream()
                        .filter(write -> NAME.matcher(write.name()).matches())
                        .collect(Collectors.groupingBy(write -> write.name().split("[.]")[0]));
    }
}
