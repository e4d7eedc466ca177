package dev.davit.operator.elbv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.Labels;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The kinds of elbv2.davit.dev come together, say what is wrong and go. */
class LoadBalancingIT extends LoadBalancingStage {

    @Test
    void whatIsAppliedInAnyOrderComesTogether() {
        listener("http", 80, "web");
        listener("http", "Unknown LoadBalancerNotFound");
        apply("LoadBalancer", "web", "{name: web, scheme: internal}");
        loadBalancer("Unknown NoListener");
        group("web");
        Listener served = listener("http", "True Ready");
        assertThat(served.getStatus().entryPort).isBetween(10000, 10003);
        assertThat(served.getStatus().forward).singleElement().satisfies(share -> {
            assertThat(share.targetGroup).isEqualTo("web");
            assertThat(share.weight).isEqualTo(1);
        });
        LoadBalancer ready = loadBalancer("True Ready");
        assertThat(ready.getStatus().state.code).isEqualTo("active");
        assertThat(ready.getStatus().dnsName).matches("lb-web-[a-z0-9]{10}\\.davit-system\\.svc\\.cluster\\.local");
        assertThat(ready.getStatus().ackResourceMetadata.arn).contains(":loadbalancer/app/web/");
        assertThat(entryServices()).singleElement().satisfies(service -> {
            assertThat(service.getSpec().getType()).isEqualTo("ClusterIP");
            assertThat(service.getSpec().getPorts().getFirst().getPort()).isEqualTo(80);
            assertThat(service.getSpec().getPorts().getFirst().getTargetPort().getIntVal())
                    .isEqualTo(served.getStatus().entryPort);
            assertThat(service.getSpec().getSelector()).containsEntry("app.kubernetes.io/component", "gateway");
        });
        TargetGroup group = group("web", "True Ready");
        Service service = client.services()
                .inNamespace(namespace)
                .withName(group.getStatus().service)
                .get();
        assertThat(service.getSpec().getSelector())
                .containsExactly(Map.entry("targetgroup.elbv2.davit.dev/web", "registered"));
        assertThat(service.getSpec().getPorts().getFirst().getTargetPort().getStrVal())
                .isEqualTo(group.getStatus().portName);
        await().untilAsserted(() -> assertThat(group("web", "True Ready").getStatus().loadBalancerARNs)
                .containsExactly(ready.getStatus().ackResourceMetadata.arn));
        operator.settle();
        int writes = operator.writes().size();
        apply("LoadBalancer", "web", "{name: web, scheme: internal, tags: [{key: a}]}");
        operator.settle();
        assertThat(operator.writes().subList(writes, operator.writes().size()))
                .hasSize(1)
                .allSatisfy(write -> assertThat(write).endsWith("/loadbalancers/web/status"));
    }

    @Test
    void aServiceGoesWithItsLoadBalancerSeenOrSwept() {
        serveWeb();
        await().until(() -> entryServices().size() == 1);
        client.resources(LoadBalancer.class).inNamespace(namespace).delete();
        await().until(() -> entryServices().isEmpty());
        apply("LoadBalancer", "web", "{name: web, scheme: internal}");
        await().until(() -> entryServices().size() == 1);
        operator.close();
        client.resources(LoadBalancer.class).inNamespace(namespace).delete();
        assertThat(entryServices()).hasSize(1);
        operator = startOperator();
        await().until(() -> entryServices().isEmpty());
    }

    @Test
    void oneThatIsDeletedAndMadeAgainAtOnceIsServedAgain() {
        serveWeb();
        loadBalancer("True Ready");
        for (int round = 0; round < 10; round++) {
            client.resources(LoadBalancer.class).inNamespace(namespace).delete();
            apply("LoadBalancer", "web", "{name: web, scheme: internal}");
            loadBalancer("True Ready");
            await().atMost(Duration.ofSeconds(10)).until(() -> entryServices().size() == 1);
        }
        operator.settle();
        assertThat(entryServices()).hasSize(1);
    }

    @Test
    void listenersHaveEntryPortsOfTheirOwnUntilThereAreNoMore() {
        serveWeb();
        for (int port = 81; port < 84; port++) {
            listener("l" + port, port, "web");
        }
        Set<Integer> ports = new TreeSet<>();
        ports.add(listener("http", "True Ready").getStatus().entryPort);
        for (int port = 81; port < 84; port++) {
            ports.add(listener("l" + port, "True Ready").getStatus().entryPort);
        }
        assertThat(ports).containsExactly(10000, 10001, 10002, 10003);
        listener("more", 84, "web");
        listener("more", "Unknown EntryPortsExhausted");
        listener("taken", 80, "web"); // of one second the name decides
        listener("taken", "False PortTaken");
    }

    @Test
    void rulesSayWhatIsWrong() {
        serveWeb();
        String path = "{field: path-pattern, values: [/a]}";
        String forward = "{type: forward, targetGroupRef: {from: {name: web}}}";
        rule("first", 10, path, forward);
        assertThat(rule("first", "True Ready").getStatus().forward).hasSize(1);
        rule("second", 10, path, forward);
        rule("second", "False PriorityTaken");
        rule("wild", 11, "{field: path-pattern, pathPatternConfig: {values: [\"/*/*/*\", \"/?/?/*\"]}}", forward);
        rule("wild", "False TooManyWildcards");
        rule(
                "many",
                12,
                "{field: path-pattern, pathPatternConfig: {values: [/a, /b, /c]}}, {field: host-header,"
                        + " hostHeaderConfig: {values: [a.example, b.example, c.example]}}",
                forward);
        rule("many", "False TooManyConditionValues");
        rule("missing", 13, path, "{type: forward, targetGroupARN: nowhere}");
        rule("missing", "Unknown TargetGroupNotFound");
        rule("fixed", 14, path, "{type: fixed-response, fixedResponseConfig: {statusCode: \"404\"}}");
        assertThat(rule("fixed", "True Ready").getStatus().forward).isNull();
    }

    @Test
    void attributesThatAreNotSupportedAreNamed() {
        apply(
                "TargetGroup",
                "sticky",
                "{name: sticky, protocol: HTTP, port: 80, attributes: [{key: stickiness.enabled, value: \"true\"}]}");
        group("sticky", "False AttributeNotSupported");
        apply(
                "TargetGroup",
                "slow",
                "{name: slow, protocol: HTTP, port: 80, attributes: [{key: load_balancing.algorithm.type, value:"
                        + " weighted_random}]}");
        group("slow", "False AttributeInvalid");
        apply("LoadBalancer", "web", "{attributes: [{key: deletion_protection.enabled, value: \"true\"}]}");
        loadBalancer("False AttributeNotSupported");
    }

    @Test
    void weightsThatAServiceShiftsAreInForceUntilItSaysNothingMore() {
        serveWeb();
        group("green");
        group("green", "True Ready");
        rule("api", 10, "{field: path-pattern, values: [/a]}", "{type: forward, targetGroupRef: {from: {name: web}}}");
        rule("api", "True Ready");
        client.resource(Serialization.unmarshal(
                        "apiVersion: ecs.davit.dev/v1alpha1\nkind: Service\nmetadata: {name: api, namespace: "
                                + namespace + "}\nspec: {name: api, taskDefinition: \"api:1\"}",
                        GenericKubernetesResource.class))
                .create();
        shift("[{listenerRule: api, weights: [{targetGroup: web, weight: 90}, {targetGroup: green, weight: 10}]}]");
        await().untilAsserted(() -> assertThat(weights()).containsExactly("web=90", "green=10"));
        shift("[{listenerRule: api, weights: [{targetGroup: missing, weight: 1}]}]");
        rule("api", "Unknown TargetGroupNotFound");
        assertThat(weights()).containsExactly("web=90", "green=10");
        shift("null");
        await().untilAsserted(() -> assertThat(weights()).containsExactly("web=1"));
    }

    private void shift(String shifts) {
        client.genericKubernetesResources("ecs.davit.dev/v1alpha1", "Service")
                .inNamespace(namespace)
                .withName("api")
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Serialization.asJson(
                                Serialization.unmarshal("status: {trafficShifts: " + shifts + "}", Map.class)));
    }

    private List<String> weights() {
        return client.resources(Rule.class).inNamespace(namespace).withName("api").get().getStatus().forward.stream()
                .map(share -> share.targetGroup + "=" + share.weight)
                .toList();
    }

    @Test
    void aNetworkLoadBalancerIsAServiceInFrontOfPods() {
        apply("TargetGroup", "tcp", "{name: tcp, protocol: TCP, port: 5432}");
        apply("LoadBalancer", "db", "{type: network, scheme: internal}");
        apply(
                "Listener",
                "db",
                "{loadBalancerRef: {from: {name: db}}, port: 5432, protocol: TCP, defaultActions: [{type: forward,"
                        + " targetGroupRef: {from: {name: tcp}}}]}");
        LoadBalancer ready = until(LoadBalancer.class, "db", s -> s.conditions, "True Ready");
        assertThat(ready.getStatus().dnsName).isEqualTo("lb-db." + namespace + ".svc.cluster.local");
        Service service =
                client.services().inNamespace(namespace).withName("lb-db").get();
        assertThat(service.getSpec().getSelector()).containsKey("targetgroup.elbv2.davit.dev/tcp");
        assertThat(listener("db", "True Ready").getStatus().entryPort).isNull();
        client.resources(LoadBalancer.class).inNamespace(namespace).delete();
    }

    @Test
    void aFunctionIsATargetOnceItIsThere() {
        apply("TargetGroup", "hello", "{name: hello, targetType: lambda, targets: [{id: \"hello:live\"}]}");
        group("hello", "Unknown FunctionNotFound");
        client.resource(Serialization.unmarshal(
                        "apiVersion: lambda.davit.dev/v1alpha1\nkind: Function\nmetadata: {name: hello, namespace: "
                                + namespace + "}\nspec: {runtime: python3.11, handler: a.b, code: {inline: {a.py: x}}}",
                        GenericKubernetesResource.class))
                .create();
        assertThat(group("hello", "True Ready").getStatus().functionARN).endsWith(":function:hello:live");
    }

    @Test
    void targetsAreHealthyAsTheirEndpointsSay() {
        serveWeb();
        endpoints(false);
        await().untilAsserted(() -> assertThat(states()).containsExactly("10.0.0.1:8080 initial"));
        endpoints(true);
        await().untilAsserted(() -> assertThat(states()).containsExactly("10.0.0.1:8080 healthy"));
        endpoints(false);
        await().untilAsserted(() -> assertThat(states()).containsExactly("10.0.0.1:8080 unhealthy"));
        assertThat(group("web", "True Ready").getStatus().healthyTargets).isZero();
    }

    private void endpoints(boolean ready) {
        client.resource(new EndpointSliceBuilder()
                        .withNewMetadata()
                        .withName("web-1")
                        .withNamespace(namespace)
                        .addToLabels(Labels.TARGET_GROUP, "web")
                        .endMetadata()
                        .withAddressType("IPv4")
                        .addNewPort()
                        .withPort(8080)
                        .endPort()
                        .addNewEndpoint()
                        .withAddresses("10.0.0.1")
                        .withNewConditions()
                        .withReady(ready)
                        .endConditions()
                        .endEndpoint()
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    private List<String> states() {
        var targets = group("web", "True Ready").getStatus().targets;
        return targets == null
                ? List.of()
                : targets.stream()
                        .map(target -> target.id + ":" + target.port + " " + target.state)
                        .toList();
    }
}
