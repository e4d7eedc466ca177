package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.SurvivalIT;
import dev.davit.operator.config.Installation;
import dev.davit.operator.ecs.taskdefinition.TaskDefinitionReconciler;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The life of a task named run, of the definition report, on a node that does as it is told. */
abstract class OneTaskIT extends SurvivalIT {

    @Override
    protected List<Reconciler<?>> reconcilers(KubernetesClient operators) {
        var config = new RunningOperator.Config("davit-system");
        var events = RunningOperator.events(operators);
        var placement = new Installation(operators, config).placement();
        return List.of(
                new TaskDefinitionReconciler(config, events, Clock.systemUTC()),
                new TaskReconciler(config, events, Clock.systemUTC(), placement, Pods.METADATA));
    }

    @Override
    protected List<String> watched() {
        return List.of("tasks", "pods", "taskdefinitions");
    }

    FakeNode node() {
        return new FakeNode(client);
    }

    boolean create(TaskDefinitionSpec spec, Consumer<Task> edit) {
        TaskDefinition definition = new TaskDefinition();
        definition.setMetadata(named("report"));
        definition.setSpec(spec);
        client.resource(definition).create();
        Task task = new Task();
        task.setMetadata(named("run"));
        task.getSpec().taskDefinition = "report";
        edit.accept(task);
        client.resource(task).create();
        return true;
    }

    private ObjectMeta named(String name) {
        return new ObjectMetaBuilder().withName(name).withNamespace(namespace).build();
    }

    /** Does something to the pod once it is there and as told. */
    boolean once(Predicate<Pod> there, Consumer<Pod> then) {
        Pod pod = client.pods().inNamespace(namespace).withName("run").get();
        if (pod == null || !there.test(pod)) {
            return false;
        }
        then.accept(pod);
        return true;
    }

    static boolean isBound(Pod pod) {
        return pod.getSpec().getNodeName() != null;
    }

    static boolean isToStop(Pod pod) {
        return Long.valueOf(1).equals(pod.getSpec().getActiveDeadlineSeconds());
    }

    boolean is(String lastStatus) {
        Task task = task();
        return task.getStatus() != null && lastStatus.equals(task.getStatus().lastStatus);
    }

    Task task() {
        return client.resources(Task.class)
                .inNamespace(namespace)
                .withName("run")
                .get();
    }

    boolean askToStop() {
        client.resource(task()).edit(task -> {
            task.getSpec().desiredStatus = "STOPPED";
            return task;
        });
        return true;
    }
}
