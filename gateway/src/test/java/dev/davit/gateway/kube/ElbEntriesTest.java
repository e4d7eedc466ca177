package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.gateway.balance.Action;
import dev.davit.gateway.balance.ElbKey;
import dev.davit.gateway.balance.EndpointsEntry;
import dev.davit.gateway.balance.ListenerEntry;
import dev.davit.gateway.balance.LoadBalancerEntry;
import dev.davit.gateway.balance.RuleEntry;
import dev.davit.gateway.balance.TargetGroupEntry;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gateway reads of load balancers. */
class ElbEntriesTest {

    private static <T> T read(Class<T> kind, String yaml) {
        return Serialization.unmarshal(yaml, kind);
    }

    private static Listener listener(String accepted, String inForce) {
        return read(Listener.class, """
                metadata: {name: http, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {port: 81, protocol: HTTP, defaultActions: [{type: forward, targetGroupARN: other}]}
                status:
                  loadBalancer: store
                  entryPort: 10000
                  forward: [{targetGroup: web, weight: 5}]
                  conditions: [{type: Accepted, status: "%s"}]
                  inForce: %s
                """.formatted(accepted, inForce));
    }

    @Test
    void aListenerIsServedAsItWasAcceptedLast() {
        assertThat(ElbEntries.listener(listener("Unknown", null))).isNull();
        assertThat(ElbEntries.listener(listener("True", null)).port())
                .as("accepted by an operator that does not write the form in force")
                .isEqualTo(81);
        String form = "{port: 80, defaultActions: [{type: forward, targetGroupARN: web}]}";
        assertThat(ElbEntries.listener(listener("False", form)))
                .isEqualTo(new ListenerEntry(
                        "shop",
                        "http",
                        "2026-01-01T00:00:00Z",
                        "store",
                        10000,
                        80,
                        new Action.Forward(List.of(new Action.Share("web", 5)))));
    }

    @Test
    void aRuleHasAllConditionsAndTheActionInForce() {
        Rule rule = read(Rule.class, """
                metadata: {name: api, namespace: shop}
                status:
                 listener: http
                 inForce:
                  priority: 7
                  conditions:
                  - {field: host-header, values: [a.example]}
                  - {field: path-pattern, pathPatternConfig: {values: [/a]}}
                  - {field: http-header, httpHeaderConfig: {httpHeaderName: X, values: [b]}}
                  - {field: http-request-method, httpRequestMethodConfig: {values: [GET]}}
                  - {field: query-string, queryStringConfig: {values: [{key: k, value: v}]}}
                  - {field: source-ip, sourceIPConfig: {values: [192.0.2.0/24]}}
                  actions: [{type: fixed-response, fixedResponseConfig: {statusCode: "404", messageBody: none}}]
                """);
        RuleEntry entry = ElbEntries.rule(rule);
        assertThat(entry.priority()).isEqualTo(7);
        assertThat(entry.listener()).isEqualTo("http");
        assertThat(entry.action()).isEqualTo(new Action.Fixed(404, null, "none"));
        assertThat(entry.conditions())
                .extracting(condition -> condition.getClass().getSimpleName())
                .containsExactly("Host", "Path", "Header", "Method", "Query", "Source");
    }

    @Test
    void attributesAreRead() {
        LoadBalancerEntry entry = ElbEntries.loadBalancer(read(LoadBalancer.class, """
                metadata: {name: store, namespace: shop}
                spec:
                  attributes:
                  - {key: idle_timeout.timeout_seconds, value: "5"}
                  - {key: routing.http.xff_header_processing.mode, value: preserve}
                """));
        assertThat(entry.idle()).hasSeconds(5);
        assertThat(entry.forwarded()).isEqualTo(LoadBalancerEntry.Forwarded.PRESERVE);
        TargetGroup group = read(TargetGroup.class, """
                metadata: {name: web, namespace: shop}
                spec: {attributes: [{key: load_balancing.algorithm.type, value: least_outstanding_requests}]}
                status: {service: tg-web, ackResourceMetadata: {arn: "arn:tg"}}
                """);
        assertThat(ElbEntries.targetGroup(group))
                .isEqualTo(new TargetGroupEntry(new ElbKey("shop", "web"), "arn:tg", true, null, false));
    }

    @Test
    void endpointsThatAreNotReadyAreLeftOut() {
        EndpointSlice slice = read(EndpointSlice.class, """
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: web-1, namespace: shop, labels: {elbv2.davit.dev/targetgroup: web}}
                addressType: IPv4
                ports: [{port: 8080}]
                endpoints:
                - {addresses: [10.0.0.1], conditions: {ready: true}}
                - {addresses: [10.0.0.2], conditions: {ready: false, serving: true, terminating: true}}
                """);
        assertThat(ElbEntries.endpoints(slice))
                .isEqualTo(new EndpointsEntry(
                        new ElbKey("shop", "web-1"), "web", List.of(new EndpointsEntry.Endpoint("10.0.0.1", 8080))));
    }

    @Test
    void aSliceWithoutEndpointsHasNone() {
        EndpointSlice slice = read(EndpointSlice.class, """
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: web-1, namespace: shop, labels: {elbv2.davit.dev/targetgroup: web}}
                addressType: IPv4
                """);
        slice.setEndpoints(null);
        slice.setPorts(null);
        assertThat(ElbEntries.endpoints(slice).ready()).isEmpty();
    }
}
