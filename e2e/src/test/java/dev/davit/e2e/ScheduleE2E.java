package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.scheduler.v1alpha1.Schedule;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Schedules run tasks when they say, once, and let them be when they are done. */
@OnDavit
class ScheduleE2E {

    private static final Duration SOON = Duration.ofMinutes(3);

    /** Its first run is due at once, and over when the next is. */
    @BeforeAll
    static void oneNamesADefinitionThatIsNotThere(Account account) {
        account.apply("""
                apiVersion: scheduler.davit.dev/v1alpha1
                kind: Schedule
                metadata: {name: lonely}
                spec:
                  scheduleExpression: rate(1 minutes)
                  target: {ecsParameters: {taskDefinitionRef: {from: {name: nowhere}}}}
                """);
    }

    @Test
    void runsWithoutADefinitionEndOneByOneAndSayWhy(Account account) {
        Task first = Awaitility.await("a run that is given up")
                .atMost(SOON)
                .until(() -> tasks(account, "lonely"), runs -> runs.stream().anyMatch(ScheduleE2E::isStopped))
                .stream()
                .filter(ScheduleE2E::isStopped)
                .findFirst()
                .orElseThrow();
        assertThat(first.getStatus().stopCode).isEqualTo("TaskFailedToStart");
        assertThat(first.getStatus().stoppedReason)
                .startsWith("Task failed to start within 60 seconds (startDeadlineSeconds): ")
                .contains("nowhere");
        assertThat(tasks(account, "lonely"))
                .filteredOn(task -> !isStopped(task))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void theExamplesScheduleRunsEachMinute(Account account) {
        account.apply(Repository.file("examples/09-scheduled"));

        Awaitility.await().atMost(SOON).until(() -> tasks(account, "heartbeat").size() >= 2);
        List<Task> tasks = tasks(account, "heartbeat");
        assertThat(tasks.get(0).getMetadata().getName()).isEqualTo("heartbeat-" + name(account, "heartbeat") + "-0");
        assertThat(minutes(tasks)).isEqualTo(1);
        account.await(Task.class, tasks.get(0).getMetadata().getName(), SOON, ScheduleE2E::isStopped);
        Schedule monday = account.get(Schedule.class, "monday-report");
        assertThat(monday.getStatus().lastScheduledTime).isNull();
        assertThat(Instant.parse(monday.getStatus().nextScheduledTime)).isAfter(Instant.now());
    }

    @Test
    void aRunAtOneTimeOutlivesItsSchedule(Account account) {
        String due =
                Instant.now().plusSeconds(10).truncatedTo(ChronoUnit.SECONDS).toString();
        account.apply(Manifests.task("later", "sleep 15; echo done", "desiredStatus: STOPPED"));
        account.apply("""
                apiVersion: scheduler.davit.dev/v1alpha1
                kind: Schedule
                metadata: {name: once}
                spec:
                  scheduleExpression: at(%s)
                  actionAfterCompletion: DELETE
                  target: {ecsParameters: {taskDefinitionRef: {from: {name: later}}}}
                """.formatted(due.replace("Z", "")));

        Awaitility.await().atMost(SOON).until(() -> account.get(Schedule.class, "once") == null);
        Task task = tasks(account, "once").getFirst();
        assertThat(Instant.parse(task.getMetadata().getCreationTimestamp())).isAfterOrEqualTo(Instant.parse(due));
        Task ended = account.await(Task.class, task.getMetadata().getName(), SOON, ScheduleE2E::isStopped);
        assertThat(ended.getStatus().containers.getFirst().exitCode).isZero();
        assertThat(ended.getMetadata().getOwnerReferences()).isEmpty();
    }

    private static boolean isStopped(Task task) {
        return task.getStatus() != null && "STOPPED".equals(task.getStatus().lastStatus);
    }

    private static List<Task> tasks(Account account, String schedule) {
        return account.client()
                .resources(Task.class)
                .inNamespace(account.namespace())
                .withLabel(Labels.SCHEDULE, schedule)
                .list()
                .getItems();
    }

    /** The time of the first run, which is the creation of the Schedule. */
    private static String name(Account account, String schedule) {
        return account.get(Schedule.class, schedule)
                .getMetadata()
                .getCreationTimestamp()
                .replaceAll("[^0-9]", "");
    }

    private static long minutes(List<Task> tasks) {
        return Duration.between(time(tasks.get(0)), time(tasks.get(1))).toMinutes();
    }

    private static Instant time(Task task) {
        String label = task.getMetadata().getLabels().get(Labels.SCHEDULED_TIME);
        return Instant.parse(label.replaceAll("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z"));
    }
}
