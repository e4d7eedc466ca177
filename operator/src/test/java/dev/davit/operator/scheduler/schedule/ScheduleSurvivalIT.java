package dev.davit.operator.scheduler.schedule;

import dev.davit.api.scheduler.v1alpha1.Schedule;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.SurvivalIT;
import dev.davit.testkit.api.NamespaceState;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A schedule starts a run of two tasks, and plans the next one. */
class ScheduleSurvivalIT extends SurvivalIT {

    @Override
    protected List<Reconciler<?>> reconcilers(KubernetesClient operators) {
        return List.of(new ScheduleReconciler(
                new RunningOperator.Config("davit-system"), RunningOperator.events(operators), Clock.systemUTC()));
    }

    @Override
    protected List<String> watched() {
        return List.of("schedules", "tasks");
    }

    /** The names of tasks say for when they are. */
    @Override
    protected NamespaceState.Likeness alike() {
        return new NamespaceState.Likeness() {
            @Override
            public String name(GenericKubernetesResource object) {
                return object.getMetadata().getName().replaceFirst("^nightly-.*-", "nightly-then-");
            }

            @Override
            public String text(String json) {
                return json.replaceAll("\"\\d{8}T\\d{6}Z\"", "\"then\"");
            }
        };
    }

    @Override
    protected List<BooleanSupplier> steps() {
        return List.of(this::create, this::isPlanned);
    }

    private boolean create() {
        Schedule schedule = Schedules.of("rate(1 hour)", Instant.EPOCH);
        schedule.setMetadata(new ObjectMetaBuilder()
                .withName("nightly")
                .withNamespace(namespace)
                .build());
        schedule.getSpec().target.ecsParameters.taskCount = 2;
        schedule.getSpec().concurrencyPolicy = "Forbid";
        client.resource(schedule).create();
        return true;
    }

    private boolean isPlanned() {
        var status = client.resources(Schedule.class)
                .inNamespace(namespace)
                .withName("nightly")
                .get()
                .getStatus();
        return status != null && status.lastScheduledTime != null;
    }
}
