package dev.davit.operator.elbv2;

import static org.awaitility.Awaitility.await;

import dev.davit.api.common.Labels;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** An operator of the kinds of elbv2.davit.dev against a real API server, and a namespace for each test. */
@WithApiServer
abstract class LoadBalancingStage {

    static final String SYSTEM = Balancing.SYSTEM;

    static ApiServer server;
    static KubernetesClient client;
    static RunningOperator operator;

    String namespace;

    @BeforeAll
    static void start(ApiServer given) {
        server = given;
        client = given.client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(SYSTEM)
                        .endMetadata()
                        .build())
                .serverSideApply();
        operator = startOperator();
    }

    static RunningOperator startOperator() {
        return RunningOperator.start(client, Balancing::reconcilers);
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void newNamespace() {
        namespace = server.newNamespace("elb");
    }

    @AfterEach
    void giveBackThePorts() {
        client.resources(Listener.class).inNamespace(namespace).delete();
        client.resources(LoadBalancer.class).inNamespace(namespace).delete();
        await().until(() -> entryServices().isEmpty());
    }

    void apply(String kind, String name, String spec) {
        String yaml = "apiVersion: elbv2.davit.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name
                + ", namespace: " + namespace + "}\nspec: " + spec;
        client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .forceConflicts()
                .serverSideApply();
    }

    void group(String name) {
        apply("TargetGroup", name, "{name: " + name + ", targetType: ip, protocol: HTTP, port: 80}");
    }

    void listener(String name, int port, String group) {
        apply(
                "Listener",
                name,
                "{loadBalancerRef: {from: {name: web}}, port: " + port + ", protocol: HTTP, defaultActions: [{type:"
                        + " forward, targetGroupRef: {from: {name: " + group + "}}}]}");
    }

    void rule(String name, int priority, String conditions, String actions) {
        apply(
                "Rule",
                name,
                "{listenerRef: {from: {name: http}}, priority: " + priority + ", conditions: [" + conditions
                        + "], actions: [" + actions + "]}");
    }

    <S, R extends CustomResource<?, S>> R until(
            Class<R> kind, String name, Function<S, List<Condition>> conditions, String ready) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.resources(kind)
                                .inNamespace(namespace)
                                .withName(name)
                                .get(),
                        found -> found != null
                                && found.getStatus() != null
                                && Conditions.find(conditions.apply(found.getStatus()), "Ready")
                                        .filter(c -> ready.equals(c.getStatus() + " " + c.getReason()))
                                        .isPresent());
    }

    Listener listener(String name, String ready) {
        return until(Listener.class, name, s -> s.conditions, ready);
    }

    Rule rule(String name, String ready) {
        return until(Rule.class, name, s -> s.conditions, ready);
    }

    TargetGroup group(String name, String ready) {
        return until(TargetGroup.class, name, s -> s.conditions, ready);
    }

    LoadBalancer loadBalancer(String ready) {
        return until(LoadBalancer.class, "web", s -> s.conditions, ready);
    }

    List<Service> entryServices() {
        return client.services()
                .inNamespace(SYSTEM)
                .withLabel(Labels.LOAD_BALANCER_NAMESPACE, namespace)
                .list()
                .getItems();
    }

    void serveWeb() {
        group("web");
        apply("LoadBalancer", "web", "{name: web, scheme: internal}");
        listener("http", 80, "web");
        listener("http", "True Ready");
    }
}
