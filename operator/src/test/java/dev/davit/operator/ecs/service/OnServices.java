package dev.davit.operator.ecs.service;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.Reference;
import dev.davit.api.common.ReferenceFrom;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.DeploymentCircuitBreaker;
import dev.davit.api.ecs.v1alpha1.DeploymentConfiguration;
import dev.davit.api.ecs.v1alpha1.HealthCheck;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.ecs.cluster.ClusterReconciler;
import dev.davit.operator.ecs.taskdefinition.TaskDefinitionReconciler;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Services on a real API server; a stand-in moves their Tasks. */
abstract class OnServices {

    static final Duration SOON = Duration.ofSeconds(30);
    static final Predicate<Task> NONE = task -> false;

    static ApiServer server;
    static KubernetesClient client;
    static RunningOperator operator;

    String namespace;
    TaskRunner runner;

    @BeforeAll
    static void start(ApiServer given) {
        server = given;
        client = given.client();
        operator = RunningOperator.start(client, OnServices::reconcilers);
    }

    static List<Reconciler<?>> reconcilers(KubernetesClient c) {
        var config = new RunningOperator.Config("davit-system");
        var events = RunningOperator.events(c);
        return List.of(
                new TaskDefinitionReconciler(config, events, Clock.systemUTC()),
                new ClusterReconciler(config, events, Clock.systemUTC()),
                new ServiceReconciler(config, events, Clock.systemUTC()));
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void newNamespace() {
        namespace = server.newNamespace("service");
        runner = new TaskRunner(client, namespace);
    }

    static void checked(ContainerDefinition container) {
        container.healthCheck = new HealthCheck();
        container.healthCheck.command = List.of("CMD", "true");
    }

    void define() {
        define(OnServices::checked);
    }

    void define(Consumer<ContainerDefinition> edit) {
        TaskDefinition definition = new TaskDefinition();
        definition.setMetadata(
                new ObjectMetaBuilder().withName("web").withNamespace(namespace).build());
        definition.setSpec(spec(container("main", edit)));
        client.resource(definition).create();
    }

    void redefine(String image) {
        client.resources(TaskDefinition.class)
                .inNamespace(namespace)
                .withName("web")
                .edit(definition -> {
                    definition.getSpec().containerDefinitions.getFirst().image = image;
                    return definition;
                });
    }

    void serve(int desired, Consumer<Service> edit) {
        Service service = new Service();
        service.setMetadata(
                new ObjectMetaBuilder().withName("web").withNamespace(namespace).build());
        service.getSpec().taskDefinitionRef = reference("web");
        service.getSpec().desiredCount = desired;
        edit.accept(service);
        client.resource(service).create();
    }

    static Reference reference(String name) {
        Reference reference = new Reference();
        reference.from = new ReferenceFrom();
        reference.from.name = name;
        return reference;
    }

    static void breaking(Service service) {
        service.getSpec().deploymentConfiguration = new DeploymentConfiguration();
        DeploymentCircuitBreaker breaker = new DeploymentCircuitBreaker();
        breaker.enable = true;
        breaker.rollback = true;
        service.getSpec().deploymentConfiguration.deploymentCircuitBreaker = breaker;
    }

    void edit(Consumer<Service> edit) {
        client.resources(Service.class).inNamespace(namespace).withName("web").edit(service -> {
            edit.accept(service);
            return service;
        });
    }

    Service service() {
        return client.resources(Service.class)
                .inNamespace(namespace)
                .withName("web")
                .get();
    }

    ServiceStatus until(Predicate<ServiceStatus> there) {
        return until(NONE, there);
    }

    /** Moves tasks until the service's status is as wanted. */
    ServiceStatus until(Predicate<Task> bad, Predicate<ServiceStatus> there) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            runner.step(bad);
                            return service();
                        },
                        service -> service.getStatus() != null && there.test(service.getStatus()))
                .getStatus();
    }

    static String reason(ServiceStatus status) {
        return Conditions.find(status.conditions, "Ready")
                .map(c -> c.getStatus() + " " + c.getReason())
                .orElse("");
    }

    static boolean completed(ServiceStatus status, long number) {
        return status.deployments != null
                && status.deployments.size() == 1
                && status.deployments.getFirst().number == number
                && "COMPLETED".equals(status.deployments.getFirst().rolloutState)
                && reason(status).equals("True Ready");
    }

    List<String> live() {
        return runner.tasks().stream()
                .filter(task -> !"STOPPED".equals(task.getSpec().desiredStatus))
                .filter(task -> task.getStatus() == null || !"STOPPED".equals(task.getStatus().lastStatus))
                .map(task -> task.getMetadata().getName())
                .sorted()
                .toList();
    }

    List<String> notes() {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> "Service".equals(event.getRegarding().getKind()))
                .map(event -> event.getNote())
                .toList();
    }

    void apply(String kind, String name, String spec) {
        client.resource(Serialization.unmarshal(
                        "apiVersion: elbv2.davit.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name
                                + ", namespace: " + namespace + "}\nspec: " + spec,
                        GenericKubernetesResource.class))
                .serverSideApply();
    }
}
