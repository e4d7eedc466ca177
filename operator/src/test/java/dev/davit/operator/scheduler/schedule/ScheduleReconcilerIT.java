package dev.davit.operator.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.scheduler.v1alpha1.Schedule;
import dev.davit.operator.RunningOperator;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schedules at a real API server; the operator's clock is ahead as far as a test likes. */
@WithApiServer
class ScheduleReconcilerIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void newNamespace(ApiServer server) {
        client = server.client();
        namespace = server.newNamespace("sched");
    }

    private List<Reconciler<?>> reconcilers(KubernetesClient c) {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return Instant.now().plus(ahead.get());
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        return List.of(
                new ScheduleReconciler(new RunningOperator.Config("davit-system"), RunningOperator.events(c), clock));
    }

    private void create(String expression, Consumer<Schedule> edit) {
        Schedule schedule = Schedules.of(expression, Instant.EPOCH);
        schedule.setMetadata(new ObjectMetaBuilder()
                .withName("nightly")
                .withNamespace(namespace)
                .build());
        edit.accept(schedule);
        client.resource(schedule).create();
    }

    private Schedule schedule() {
        return client.resources(Schedule.class)
                .inNamespace(namespace)
                .withName("nightly")
                .get();
    }

    private List<Task> tasks() {
        return client.resources(Task.class).inNamespace(namespace).list().getItems();
    }

    private Schedule until(Predicate<Schedule> there) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(this::schedule, schedule -> schedule.getStatus() != null && there.test(schedule));
    }

    /** Wakes the operator now: its timer follows the machine's clock, not its own. */
    private void touch() {
        client.resources(Schedule.class)
                .inNamespace(namespace)
                .withName("nightly")
                .edit(schedule -> {
                    schedule.getSpec().description = Instant.now().toString();
                    return schedule;
                });
    }

    @Test
    void aRunIsMadeAndTheNextOneIsPlanned() {
        try (RunningOperator operator = RunningOperator.start(client, this::reconcilers)) {
            create("rate(1 hour)", schedule -> schedule.getSpec().target.ecsParameters.taskCount = 2);
            Schedule schedule = until(each -> each.getStatus().lastScheduledTime != null);
            assertThat(tasks()).hasSize(2).allSatisfy(task -> {
                assertThat(task.getMetadata().getOwnerReferences())
                        .as("what runs outlives its schedule")
                        .isEmpty();
                assertThat(task.getMetadata().getLabels())
                        .containsEntry(
                                Labels.SCHEDULE_UID, schedule.getMetadata().getUid());
                assertThat(task.getSpec().startedBy).isEqualTo("chronos-schedule/nightly");
                assertThat(task.getSpec().taskDefinitionRef.from.name).isEqualTo("report");
                assertThat(task.getSpec().ttlSecondsAfterFinished).isEqualTo(86_400);
            });
            assertThat(Instant.parse(schedule.getStatus().nextScheduledTime))
                    .isEqualTo(Instant.parse(schedule.getMetadata().getCreationTimestamp())
                            .plusSeconds(3600));
            operator.settle();
            // Two tasks, a status, and the events of a start and of readiness.
            assertThat(operator.writes()).hasSize(5);
        }
    }

    @Test
    void aTimerStartsTheRunThatIsDue() {
        Instant due = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        try (RunningOperator operator = RunningOperator.start(client, this::reconcilers)) {
            create(
                    "at(" + due.toString().replace("Z", "") + ")",
                    schedule -> schedule.getSpec().actionAfterCompletion = "DELETE");
            await().atMost(SOON).until(() -> !tasks().isEmpty());
            assertThat(Instant.now()).isAfterOrEqualTo(due);
            assertThat(tasks()).hasSize(1);
            await().atMost(SOON).until(() -> schedule() == null);
            assertThat(tasks()).hasSize(1);
            assertThat(operator.writes()).anyMatch(write -> write.startsWith("DELETE"));
        }
    }

    @Test
    void afterAnOutageOfADayOneRunIsCaughtUpOn() {
        RunningOperator first = RunningOperator.start(client, this::reconcilers);
        create("rate(1 hour)", schedule -> {});
        until(each -> each.getStatus().lastScheduledTime != null);
        first.close();
        ahead.set(Duration.ofHours(20));
        try (RunningOperator next = RunningOperator.start(client, this::reconcilers)) {
            await().atMost(SOON).until(() -> tasks().size() == 2);
            next.settle();
            assertThat(tasks()).hasSize(2);
            assertThat(events()).contains("RunMissed");
        }
    }

    private List<String> events() {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .map(event -> event.getReason())
                .toList();
    }

    @Test
    void aQuotaHoldsARunBackAndTheScheduleSaysSo() {
        client.resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("none")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("count/tasks.ecs.davit.dev", new Quantity("0"))
                        .endSpec()
                        .build())
                .create();
        client.resourceQuotas().inNamespace(namespace).withName("none").editStatus(quota -> {
            quota.getStatus().setHard(quota.getSpec().getHard());
            quota.getStatus().setUsed(java.util.Map.of("count/tasks.ecs.davit.dev", new Quantity("0")));
            return quota;
        });
        try (RunningOperator operator = RunningOperator.start(client, this::reconcilers)) {
            create("rate(1 hour)", schedule -> {});
            Schedule schedule = until(each -> each.getStatus().refusedRun != null);
            assertThat(schedule.getStatus().refusedRun.attempts).isEqualTo(1);
            assertThat(schedule.getStatus().conditions).anySatisfy(condition -> {
                assertThat(condition.getReason()).isEqualTo("RunRefused");
                assertThat(condition.getMessage()).contains("exceeded quota");
            });
            operator.settle();
            client.resourceQuotas().inNamespace(namespace).withName("none").delete();
            ahead.set(Duration.ofMinutes(1));
            touch();
            until(each -> each.getStatus().refusedRun == null && each.getStatus().lastScheduledTime != null);
            assertThat(tasks()).hasSize(1);
        }
    }

    @Test
    void replaceStopsTheTasksOfTheEarlierRun() {
        try (RunningOperator operator = RunningOperator.start(client, this::reconcilers)) {
            create("rate(1 hour)", schedule -> schedule.getSpec().concurrencyPolicy = "Replace");
            until(each -> each.getStatus().lastScheduledTime != null);
            operator.settle();
            ahead.set(Duration.ofHours(1));
            touch();
            await().atMost(SOON).until(() -> tasks().size() == 2);
            assertThat(tasks()).extracting(task -> task.getSpec().desiredStatus).containsExactly("STOPPED", "RUNNING");
        }
    }

    @Test
    void whatCannotBeReadIsSaidOnceAndNotTriedAgain() {
        try (RunningOperator operator = RunningOperator.start(client, this::reconcilers)) {
            create("cron(0 9 * * * *)", schedule -> {});
            Schedule schedule = until(each -> each.getStatus().conditions != null);
            assertThat(schedule.getStatus().conditions).anySatisfy(condition -> {
                assertThat(condition.getReason()).isEqualTo("ExpressionInvalid");
                assertThat(condition.getMessage()).contains("one of day of month and day of week must be ?");
            });
            operator.settle();
            int writes = operator.writes().size();
            touch();
            until(each -> each.getStatus().observedGeneration.equals(2L));
            operator.settle();
            // The status, and the event that is there counted once more, in two steps: nothing is tried.
            assertThat(operator.writes()).hasSize(writes + 3);
        }
    }
}
