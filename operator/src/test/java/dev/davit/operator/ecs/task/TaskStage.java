package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.spec;
import static org.awaitility.Awaitility.await;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.ec2.Networks;
import dev.davit.operator.ecs.taskdefinition.TaskDefinitionReconciler;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** An API server with an operator that runs tasks, a node that does as it is told, and one task named run. */
@WithApiServer
abstract class TaskStage {

    static final Duration SOON = Duration.ofSeconds(20);

    private static ApiServer server;
    static KubernetesClient client;
    static RunningOperator operator;
    static FakeNode node;

    String namespace;

    @BeforeAll
    static void start(ApiServer given) {
        server = given;
        client = given.client();
        node = new FakeNode(client);
        operator = RunningOperator.start(client, TaskStage::reconcilers);
    }

    static List<Reconciler<?>> reconcilers(KubernetesClient c) {
        var config = new RunningOperator.Config("davit-system");
        Networks networks = new Networks(c, config);
        return networks.and(
                new TaskDefinitionReconciler(config, RunningOperator.events(c), Clock.systemUTC()),
                new TaskReconciler(
                        config, RunningOperator.events(c), Clock.systemUTC(), networks.placement(), Pods.METADATA));
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void newNamespace() {
        namespace = server.newNamespace("task");
    }

    void define(TaskDefinitionSpec spec) {
        TaskDefinition definition = new TaskDefinition();
        definition.setMetadata(new ObjectMetaBuilder()
                .withName("report")
                .withNamespace(namespace)
                .build());
        definition.setSpec(spec);
        client.resource(definition).create();
    }

    void run(Consumer<Task> edit) {
        Task task = new Task();
        task.setMetadata(
                new ObjectMetaBuilder().withName("run").withNamespace(namespace).build());
        task.getSpec().taskDefinition = "report";
        edit.accept(task);
        client.resource(task).create();
    }

    void edit(Consumer<Task> edit) {
        client.resources(Task.class).inNamespace(namespace).withName("run").edit(task -> {
            edit.accept(task);
            return task;
        });
    }

    Task task() {
        return client.resources(Task.class)
                .inNamespace(namespace)
                .withName("run")
                .get();
    }

    Pod pod() {
        return client.pods().inNamespace(namespace).withName("run").get();
    }

    Pod made() {
        return await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(this::pod, pod -> pod != null);
    }

    TaskStatus until(String lastStatus) {
        return until(status -> lastStatus.equals(status.lastStatus));
    }

    TaskStatus until(Predicate<TaskStatus> there) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(this::task, task -> task.getStatus() != null && there.test(task.getStatus()))
                .getStatus();
    }

    static String reason(TaskStatus status) {
        return Conditions.find(status.conditions, "Ready")
                .map(c -> c.getStatus() + " " + c.getReason())
                .orElse("");
    }

    Pod running() {
        Pod pod = made();
        node.bind(pod);
        node.run(pod);
        until("RUNNING");
        return pod;
    }
}
