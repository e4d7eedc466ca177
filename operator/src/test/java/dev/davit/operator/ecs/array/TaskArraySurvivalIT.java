package dev.davit.operator.ecs.array;

import dev.davit.api.ecs.v1alpha1.TaskArray;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.SurvivalIT;
import dev.davit.testkit.api.NamespaceState;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Four indexes, two at a time. */
class TaskArraySurvivalIT extends SurvivalIT {

    @Override
    protected List<Reconciler<?>> reconcilers(KubernetesClient operators) {
        return List.of(new TaskArrayReconciler(RunningOperator.events(operators), Clock.systemUTC()));
    }

    @Override
    protected List<String> watched() {
        return List.of("taskarrays", "tasks");
    }

    /** The first task that ended says which revision the later ones run; which they are depends on when the operator looks. */
    @Override
    protected NamespaceState.Likeness alike() {
        return new NamespaceState.Likeness() {
            @Override
            public String text(String json) {
                return json.replaceAll("\"taskDefinition\" : \"[^\"]*report(:3)?\"", "\"taskDefinition\" : \"report\"");
            }
        };
    }

    @Override
    protected List<BooleanSupplier> steps() {
        return List.of(this::create, this::endsTasksUntilItIsStopped);
    }

    private boolean create() {
        TaskArray array = new TaskArray();
        array.setMetadata(new ObjectMetaBuilder()
                .withName("parts")
                .withNamespace(namespace)
                .build());
        array.getSpec().size = 4;
        array.getSpec().maxConcurrency = 2;
        array.getSpec().taskDefinition = "report";
        client.resource(array).create();
        return true;
    }

    private boolean endsTasksUntilItIsStopped() {
        EndedTasks.endAll(client, namespace);
        var status = client.resources(TaskArray.class)
                .inNamespace(namespace)
                .withName("parts")
                .get()
                .getStatus();
        return status != null && status.stoppedAt != null;
    }
}
