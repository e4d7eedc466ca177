package dev.davit.operator.elbv2.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.LoadBalancerSpec;
import dev.davit.api.elbv2.v1alpha1.Rule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteHostsTest {
    private static final String DNS = "web-x.lb.example.com";
    private static final HostGrants GRANTS =
            new HostGrants(Map.of("team", List.of("*.example.com", "example.org")), List.of("lb.example.com"));

    private final List<Listener> listeners = new ArrayList<>(List.of(listener("http", "web", 80)));
    private final List<Rule> rules = new ArrayList<>();
    private final List<LoadBalancer> balancers = new ArrayList<>();
    private final LoadBalancer web = balancer("web", "2026-01-02T00:00:00Z", "");

    private LoadBalancer balancer(String name, String created, String spec) {
        LoadBalancer made = Serialization.unmarshal(
                "metadata: {name: " + name + ", namespace: team, creationTimestamp: \"" + created + "\"}\nspec: {"
                        + spec + "}",
                LoadBalancer.class);
        balancers.add(made);
        return made;
    }

    private static Listener listener(String name, String balancer, int port) {
        return Serialization.unmarshal(
                "metadata: {name: " + name + ", namespace: team}\nspec: {port: " + port + "}\nstatus: {loadBalancer: "
                        + balancer + "}",
                Listener.class);
    }

    private void rule(String listener, int priority, String accepted, String... hosts) {
        String form = "{priority: " + priority
                + ", conditions: [{field: path-pattern, values: [/a]}, {field: host-header, hostHeaderConfig: {values: "
                + Serialization.asJson(hosts) + "}}]}";
        rules.add(Serialization.unmarshal(
                "metadata: {name: r" + rules.size() + "}\nspec: " + form + "\nstatus: {listener: " + listener
                        + ("True".equals(accepted) ? ", inForce: " + form : "") + "}",
                Rule.class));
    }

    private RouteHosts hosts() {
        return RouteHosts.of(web, DNS, new RouteWishes(listeners, rules), balancers, GRANTS);
    }

    @Test
    void areTheDnsNameAndTheGivenHostsOfAcceptedRulesOfTheListenerWithTheLowestPort() {
        listeners.addFirst(listener("other", "web", 8080));
        rule("http", 20, "True", "b.example.com", "A.Example.COM");
        rule("http", 10, "True", "*.a.example.com", DNS);
        rule("http", 5, "False", "refused.example.com");
        rule("other", 1, "True", "other.example.com");
        rules.add(Serialization.unmarshal(
                "metadata: {name: short}\nstatus: {listener: http, inForce:"
                        + " {priority: 30, conditions: [{field: host-header, values: [example.org]}]}}",
                Rule.class));
        assertThat(hosts())
                .isEqualTo(new RouteHosts(
                        List.of(DNS, "*.a.example.com", "b.example.com", "a.example.com", "example.org"), ""));
    }

    @Test
    void sayWhichHostsAreLeftOutAndWhatToDo() {
        rule("http", 1, "True", "www.example.net", "*.example.net", "a*b.example.com", "*", "?.example.com");
        rule("http", 2, "True", "other.lb.example.com");
        RouteHosts hosts = hosts();
        assertThat(hosts.names()).containsExactly(DNS);
        assertThat(hosts.leftOut())
                .isEqualTo("Not behind the Gateway: www.example.net, *.example.net (not given to namespace team: ask an"
                        + " administrator for them in loadBalancers.hosts of the chart). Not behind the Gateway:"
                        + " a*b.example.com, *, ?.example.com (no host names of the Gateway API, which knows names and *."
                        + " before a name: spell them out). Not behind the Gateway: other.lb.example.com (of Davit's own"
                        + " domains, which it gives names in itself: use another name).");
    }

    @Test
    void theOlderOfTwoLoadBalancersHasAHostG2() {
        rule("http", 1, "True", "www.example.com");
        listeners.add(listener("second", "other", 80));
        rule("second", 1, "True", "WWW.example.com");
        LoadBalancer other = balancer("other", "2026-01-03T00:00:00Z", "");
        assertThat(hosts().names()).containsExactly(DNS, "www.example.com");
        RouteWishes wishes = new RouteWishes(listeners, rules);
        RouteHosts younger = RouteHosts.of(other, "other.lb", wishes, balancers, GRANTS);
        assertThat(younger.names()).containsExactly("other.lb");
        assertThat(younger.leftOut()).contains("www.example.com (LoadBalancer \"web\")");

        other.getMetadata().setCreationTimestamp("2026-01-02T00:00:00Z"); // of one second the name decides
        assertThat(hosts().names()).containsExactly(DNS);
        other.getSpec().scheme = "internal"; // has no route
        assertThat(hosts().names()).containsExactly(DNS, "www.example.com");
        other.getSpec().scheme = null;
        other.getMetadata().setDeletionTimestamp("2026-01-05T00:00:00Z");
        assertThat(hosts().names()).containsExactly(DNS, "www.example.com");
        other.getMetadata().setDeletionTimestamp(null);
        other.getSpec().attributes = Serialization.unmarshal(
                        "attributes: [{key: waf.fail_open.enabled, value: \"true\"}]", LoadBalancerSpec.class)
                .attributes; // is refused
        assertThat(hosts().names()).containsExactly(DNS, "www.example.com");
    }

    @Test
    void areAsManyAsARouteMayHave() {
        for (int i = 0; i < 4; i++) {
            int first = 5 * i;
            rule(
                    "http",
                    i + 1,
                    "True",
                    IntStream.range(first, first + 5)
                            .mapToObj(n -> "h" + n + ".example.com")
                            .toArray(String[]::new));
        }
        assertThat(hosts().names()).hasSize(16).endsWith("h14.example.com");
        assertThat(hosts().leftOut())
                .startsWith(
                        "Not behind the Gateway: h15.example.com, h16.example.com, h17.example.com, h18.example.com,"
                                + " h19.example.com (an HTTPRoute has at most 16 names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.example.com", "*.example.com", "localhost", "1a.example.c0m", "a--b.example.com"})
    void hostnames(String host) {
        assertThat(RouteHosts.isHostname(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*.",
                "a.*.com",
                "*a.example.com",
                "a?.com",
                "-a.com",
                "a-.com",
                "a..com",
                "a.com.",
                "10.0.0.1"
            })
    void noHostnames(String host) {
        assertThat(RouteHosts.isHostname(host)).isFalse();
    }
}
