package dev.davit.operator.elbv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.Labels;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.config.RouteSettings;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Load balancers behind a Gateway, on an API server that comes to serve HTTPRoute; the test is the Gateway's controller. */
@WithApiServer
class EntryRouteIT {
    private static final String SYSTEM = Balancing.SYSTEM;
    private static final String CRD = "httproutes.gateway.networking.k8s.io";

    private KubernetesClient client;
    private String namespace;
    private String dnsName;

    @Test
    void aGatewayLeadsToLoadBalancersForCallersOutside(ApiServer server) {
        client = server.client();
        namespace = server.newNamespace("route");
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(SYSTEM)
                        .endMetadata()
                        .build())
                .serverSideApply();
        apply("TargetGroup", "web", "{name: web, targetType: ip, protocol: HTTP, port: 80}");
        apply("LoadBalancer", "web", "{name: web}");
        listener("http", "web", 80);
        try (RunningOperator operator = operator()) {
            Condition absent = condition("web", "False GatewayAPINotServed");
            assertThat(absent.getMessage()).contains("\"edge/public\" (https)", "loadBalancers.gateway");
            assertThat(status("web").getStatus().dnsName).endsWith(".svc.cluster.local");
            await().until(() -> "active".equals(status("web").getStatus().state.code)); // in the cluster it serves
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .load(EntryRouteIT.class.getResourceAsStream("/httproutes.yaml"))
                    .serverSideApply();
            isMadeAndToldOf(operator);
            followsItsRulesAndListeners();
            sharesNoHostWithAYoungerOne();
            isNotThereForCallersInside();
            goesWithItsServiceAndIsMadeAnew();
            operator.settle();
        }
        client.resources(Listener.class).inNamespace(namespace).delete();
        client.resources(LoadBalancer.class).inNamespace(namespace).delete();
        client.apiextensions().v1().customResourceDefinitions().withName(CRD).delete();
    }

    private RunningOperator operator() {
        RouteSettings settings = new RouteSettings(
                Optional.of("public"), Serialization.asJson(Map.of(namespace, List.of("*.example.com"))));
        return RunningOperator.start(client, c -> Balancing.reconcilers(c, settings));
    }

    private void isMadeAndToldOf(RunningOperator operator) {
        condition("web", "Unknown Pending");
        await().until(() -> route("web") != null);
        HTTPRoute route = route("web");
        Service service = service("web");
        dnsName = route.getSpec().getHostnames().getFirst();
        assertThat(dnsName).matches("web-[a-z2-7]{10}\\.lb\\.example\\.com");
        assertThat(status("web").getStatus().dnsName).isEqualTo(dnsName);
        assertThat(route.getMetadata().getName())
                .isEqualTo(service.getMetadata().getName());
        assertThat(route.getMetadata().getOwnerReferences())
                .extracting(OwnerReference::getUid)
                .containsExactly(service.getMetadata().getUid());
        assertThat(route.getSpec().getParentRefs()).singleElement().satisfies(parent -> {
            assertThat(parent.getNamespace() + "/" + parent.getName()).isEqualTo("edge/public");
            assertThat(parent.getSectionName()).isEqualTo("https");
        });
        assertThat(route.getSpec().getRules()).singleElement().satisfies(rule -> assertThat(rule.getBackendRefs())
                .singleElement()
                .satisfies(backend -> assertThat(backend.getName() + ":" + backend.getPort())
                        .isEqualTo(service.getMetadata().getName() + ":80")));

        gatewaySays("web", "False", "NotAllowedByListeners");
        assertThat(condition("web", "False NotAllowedByListeners").getMessage())
                .contains("the Gateway \"edge/public\" (https): as the test wants");
        gatewaySays("web", "True", "Accepted");
        assertThat(condition("web", "True RouteAccepted").getMessage()).isEqualTo("Reached at " + dnsName + ".");
        assertThat(Conditions.isTrue(status("web").getStatus().conditions, "Ready"))
                .isTrue();
        operator.settle();
        int writes = operator.writes().size();
        apply("LoadBalancer", "web", "{name: web, tags: [{key: a}]}");
        await().until(() -> Long.valueOf(2).equals(status("web").getStatus().observedGeneration));
        operator.settle();
        assertThat(operator.writes().subList(writes, operator.writes().size()))
                .singleElement()
                .satisfies(write -> assertThat(write).endsWith("/loadbalancers/web/status"));
    }

    private void followsItsRulesAndListeners() {
        rule("hosts", "http", "[www.example.com, shop.example.net]");
        hosts("web", dnsName, "www.example.com");
        assertThat(condition("web", "Unknown Pending").getMessage()) // the Gateway spoke of the generation before
                .contains("shop.example.net (not given to namespace " + namespace);
        gatewaySays("web", "True", "Accepted");
        assertThat(condition("web", "True RouteAccepted").getMessage())
                .startsWith("Reached at " + dnsName + ", www.example.com. Not behind the Gateway: shop.example.net");

        listener("admin", "web", 8080);
        message("web", "The Gateway leads to port 80; reached by the Service alone: 8080.");
        client.resources(Listener.class).inNamespace(namespace).withName("http").delete();
        hosts("web", dnsName); // the rules of the listener that is left
        await().untilAsserted(() -> assertThat(
                        route("web").getSpec().getRules().getFirst().getBackendRefs())
                .singleElement()
                .satisfies(backend -> assertThat(backend.getPort()).isEqualTo(8080)));
        listener("http", "web", 80);
        client.resources(Listener.class)
                .inNamespace(namespace)
                .withName("admin")
                .delete();
        hosts("web", dnsName, "www.example.com");
        rule("hosts", "http", "[shop.example.com]");
        hosts("web", dnsName, "shop.example.com");
    }

    private void sharesNoHostWithAYoungerOne() {
        apply("LoadBalancer", "young", "{name: young}");
        listener("young", "young", 80);
        rule("young", "young", "[shop.example.com, young.example.com]");
        await().until(() -> hosts("young").size() == 2);
        assertThat(hosts("young")).doesNotContain(dnsName).endsWith("young.example.com");
        message("young", "shop.example.com (LoadBalancer \"web\")");
        apply("LoadBalancer", "web", "{name: web, scheme: internal}");
        await().until(() -> hosts("young").contains("shop.example.com"));
        client.resources(Listener.class)
                .inNamespace(namespace)
                .withName("young")
                .delete();
        await().until(() -> route("young") == null); // and its Service
        client.resources(Rule.class).inNamespace(namespace).withName("young").delete();
        client.resources(LoadBalancer.class)
                .inNamespace(namespace)
                .withName("young")
                .delete();
    }

    /** G3. */
    private void isNotThereForCallersInside() {
        await().until(() -> route("web") == null);
        await().until(() -> Conditions.find(status("web").getStatus().conditions, "RouteAccepted")
                .isEmpty());
        assertThat(status("web").getStatus().dnsName).endsWith(".svc.cluster.local");
        apply("LoadBalancer", "web", "{name: web, scheme: internet-facing}");
        hosts("web", dnsName, "shop.example.com");
    }

    private void goesWithItsServiceAndIsMadeAnew() {
        Service first = service("web");
        client.resources(LoadBalancer.class)
                .inNamespace(namespace)
                .withName("web")
                .delete();
        await().until(() -> service("web") == null);
        collectGarbage();
        assertThat(routes()).isEmpty();
        apply("LoadBalancer", "web", "{name: web}");
        hosts("web", dnsName, "shop.example.com");
        assertThat(route("web").getMetadata().getOwnerReferences())
                .extracting(OwnerReference::getUid)
                .containsExactly(service("web").getMetadata().getUid())
                .doesNotContain(first.getMetadata().getUid());

        // Made anew before garbage collection came: the route changes hands.
        client.resources(LoadBalancer.class)
                .inNamespace(namespace)
                .withName("web")
                .delete();
        await().until(() -> service("web") == null);
        apply("LoadBalancer", "web", "{name: web}");
        await().untilAsserted(() -> {
            assertThat(service("web")).isNotNull();
            assertThat(route("web")).isNotNull();
            assertThat(route("web").getMetadata().getOwnerReferences())
                    .extracting(OwnerReference::getUid)
                    .containsExactly(service("web").getMetadata().getUid());
        });
        client.resource(route("web")).delete();
        hosts("web", dnsName, "shop.example.com"); // as when garbage collection came all the same
    }

    /** As the garbage collector does, which a bare API server has not: what belongs to a Service that is gone goes. */
    private void collectGarbage() {
        List<String> services = client.services().inNamespace(SYSTEM).list().getItems().stream()
                .map(service -> service.getMetadata().getUid())
                .toList();
        routes().stream()
                .filter(route -> route.getMetadata().getOwnerReferences().stream()
                        .noneMatch(owner -> services.contains(owner.getUid())))
                .forEach(route -> client.resource(route).delete());
    }

    private List<HTTPRoute> routes() {
        return client.resources(HTTPRoute.class).inNamespace(SYSTEM).list().getItems();
    }

    private HTTPRoute route(String balancer) {
        return routes().stream()
                .filter(route -> balancer.equals(route.getMetadata().getLabels().get(Labels.LOAD_BALANCER)))
                .findFirst()
                .orElse(null);
    }

    private Service service(String balancer) {
        return client
                .services()
                .inNamespace(SYSTEM)
                .withLabel(Labels.LOAD_BALANCER, balancer)
                .list()
                .getItems()
                .stream()
                .findFirst()
                .orElse(null);
    }

    private void hosts(String balancer, String... hosts) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(hosts(balancer)).containsExactly(hosts));
    }

    /** None while there is no route. */
    private List<String> hosts(String balancer) {
        HTTPRoute route = route(balancer);
        return route == null ? List.of() : route.getSpec().getHostnames();
    }

    private LoadBalancer status(String name) {
        return client.resources(LoadBalancer.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private Condition condition(String name, String expected) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(route(status(name)))
                .map(c -> c.getStatus() + " " + c.getReason())
                .contains(expected));
        return route(status(name)).orElseThrow();
    }

    private void message(String name, String part) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(route(status(name)))
                .map(Condition::getMessage)
                .get(InstanceOfAssertFactories.STRING)
                .contains(part));
    }

    private static Optional<Condition> route(LoadBalancer balancer) {
        return balancer.getStatus() == null
                ? Optional.empty()
                : Conditions.find(balancer.getStatus().conditions, "RouteAccepted");
    }

    private void gatewaySays(String balancer, String accepted, String reason) {
        HTTPRoute route = route(balancer);
        String condition = ", observedGeneration: " + route.getMetadata().getGeneration()
                + ", lastTransitionTime: \"2026-01-01T00:00:00Z\", message: as the test wants}";
        client.resource(route)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Serialization.asJson(Serialization.unmarshal(
                                "status: {parents: [{controllerName: example.com/test, parentRef: {name: public, namespace:"
                                        + " edge, sectionName: https}, conditions: [{type: Accepted, status: \""
                                        + accepted
                                        + "\", reason: " + reason + condition
                                        + ", {type: ResolvedRefs, status: \"True\", reason: ResolvedRefs" + condition
                                        + "]}]}",
                                Map.class)));
    }

    private void listener(String name, String balancer, int port) {
        apply(
                "Listener",
                name,
                "{loadBalancerRef: {from: {name: " + balancer + "}}, port: " + port
                        + ", protocol: HTTP, defaultActions: [{type: forward, targetGroupRef: {from: {name: web}}}]}");
    }

    private void rule(String name, String listener, String hosts) {
        apply(
                "Rule",
                name,
                "{listenerRef: {from: {name: " + listener
                        + "}}, priority: 1, conditions: [{field: host-header, hostHeaderConfig: {values: " + hosts
                        + "}}], actions: [{type: forward, targetGroupRef: {from: {name: web}}}]}");
    }

    private void apply(String kind, String name, String spec) {
        String yaml = "apiVersion: elbv2.davit.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name
                + ", namespace: " + namespace + "}\nspec: " + spec;
        client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .forceConflicts()
                .serverSideApply();
    }
}
