package dev.davit.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BalancersTest {

    private static final String NAMESPACE = "shop";
    private static final Action NONE = new Action.Fixed(404, null, "none");

    private final Balancers balancers = new Balancers(new Random(1));

    private static ListenerEntry listener(String name, String created, int port) {
        return new ListenerEntry(NAMESPACE, name, created, "web", port, 80, NONE);
    }

    private static RuleEntry rule(String name, int priority, String path) {
        return new RuleEntry(
                new ElbKey(NAMESPACE, name),
                "http",
                priority,
                List.of(new Condition.Path(List.of(path))),
                new Action.Fixed(200, null, name));
    }

    private static TargetGroupEntry group(String name, boolean leastOutstanding) {
        return new TargetGroupEntry(new ElbKey(NAMESPACE, name), "arn", leastOutstanding, null, false);
    }

    private static EndpointsEntry slice(String name, String group, String... addresses) {
        return new EndpointsEntry(
                new ElbKey(NAMESPACE, name),
                group,
                java.util.Arrays.stream(addresses)
                        .map(address -> new EndpointsEntry.Endpoint(address, 8080))
                        .toList());
    }

    private String answer(String path) {
        Action action = balancers.served(10000).actionFor(Asked.of("GET", "a.example", path));
        return ((Action.Fixed) action).body();
    }

    private String next(TargetGroupEntry group, List<Target> tried) {
        Target target = balancers.next(group, tried);
        return target == null ? null : target.address();
    }

    @Test
    void theRuleWithTheLowestPriorityDecidesB1() {
        balancers.put(listener("http", "1", 10000));
        balancers.put(rule("all", 30, "/*"));
        balancers.put(rule("api", 10, "/api/*"));
        balancers.put(rule("img", 20, "/img/*"));
        assertThat(answer("/api/x")).isEqualTo("api");
        assertThat(answer("/img/x")).isEqualTo("img");
        assertThat(answer("/x")).isEqualTo("all");
        balancers.remove(rule("all", 30, "/*"));
        assertThat(answer("/x")).isEqualTo("none");
    }

    @Test
    void aPortBelongsToTheOlderListenerB3() {
        balancers.put(listener("young", "2026-02-01T00:00:00Z", 10000));
        balancers.put(listener("old", "2026-01-01T00:00:00Z", 10000));
        assertThat(balancers.served(10000).listener().name()).isEqualTo("old");
        balancers.remove(listener("old", "2026-01-01T00:00:00Z", 10000));
        assertThat(balancers.served(10000).listener().name()).isEqualTo("young");
        assertThat(balancers.ports()).containsExactly(10000);
    }

    @Test
    void rulesAndGroupsOfOtherNamespacesDoNotCount() {
        balancers.put(listener("http", "1", 10000));
        balancers.put(
                new RuleEntry(new ElbKey("other", "all"), "http", 1, List.of(), new Action.Fixed(200, null, "stolen")));
        balancers.put(new TargetGroupEntry(new ElbKey("other", "blue"), "arn", false, null, false));
        assertThat(answer("/")).isEqualTo("none");
        assertThat(balancers.draw(NAMESPACE, new Action.Forward(List.of(new Action.Share("blue", 1)))))
                .isNull();
    }

    @Test
    void requestsAreSharedByWeight() {
        balancers.put(group("blue", false));
        balancers.put(group("green", false));
        Action.Forward forward =
                new Action.Forward(List.of(new Action.Share("blue", 90), new Action.Share("green", 10)));
        Map<String, Long> drawn = IntStream.range(0, 10_000)
                .mapToObj(i -> balancers.draw(NAMESPACE, forward).key().name())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(drawn.get("green")).isBetween(850L, 1150L);
        Action.Forward moved = new Action.Forward(List.of(new Action.Share("blue", 0), new Action.Share("green", 999)));
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> balancers.draw(NAMESPACE, moved).key().name()))
                .containsOnly("green");
        assertThat(balancers.draw(NAMESPACE, new Action.Forward(List.of(new Action.Share("blue", 0)))))
                .isNull();
    }

    @Test
    void targetsTakeTurnsAndNoneIsTriedTwiceB2() {
        TargetGroupEntry group = group("blue", false);
        balancers.put(slice("s1", "blue", "10.0.0.1", "10.0.0.2"));
        balancers.put(slice("s2", "blue", "10.0.0.3"));
        List<String> turns =
                IntStream.range(0, 6).mapToObj(i -> next(group, List.of())).toList();
        assertThat(turns.subList(0, 3)).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2", "10.0.0.3");
        assertThat(turns.subList(3, 6)).isEqualTo(turns.subList(0, 3));
        List<Target> tried = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tried.add(balancers.next(group, tried));
        }
        assertThat(tried).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(balancers.next(group, tried)).isNull();
    }

    @Test
    void theTargetWithTheFewestRequestsUnderWayIsNext() {
        TargetGroupEntry group = group("blue", true);
        balancers.put(slice("s1", "blue", "10.0.0.1", "10.0.0.2"));
        Target busy = balancers.next(group, List.of());
        busy.begin();
        for (int i = 0; i < 4; i++) {
            assertThat(next(group, List.of())).isNotEqualTo(busy.address());
        }
        busy.end();
        assertThat(IntStream.range(0, 4).mapToObj(i -> next(group, List.of()))).contains(busy.address());
    }

    @Test
    void aTargetThatStaysKeepsItsCount() {
        TargetGroupEntry group = group("blue", true);
        balancers.put(slice("s1", "blue", "10.0.0.1"));
        Target busy = balancers.next(group, List.of());
        busy.begin();
        balancers.put(slice("s1", "blue", "10.0.0.1", "10.0.0.2"));
        assertThat(next(group, List.of())).isEqualTo("10.0.0.2");
        balancers.put(slice("s1", "blue", "10.0.0.1"));
        assertThat(balancers.next(group, List.of())).isSameAs(busy);
        balancers.remove(slice("s1", "blue"));
        assertThat(balancers.next(group, List.of())).isNull();
    }

    @Test
    void redirectsFillInAwsPlaceholders() {
        Asked asked = Asked.of("GET", "shop.example:8080", "/a/b?x=1");
        assertThat(new Action.Redirect(true, "HTTPS", null, "443", null, null).location(asked, "http", 8080))
                .isEqualTo("https://shop.example:443/a/b?x=1");
        assertThat(new Action.Redirect(
                                true, "#{protocol}", "m.#{host}", "#{port}", "/new/#{path}", "#{query}&from=#{host}")
                        .location(asked, "http", 8080))
                .isEqualTo("http://m.shop.example:8080/new/a/b?x=1&from=shop.example");
        assertThat(new Action.Redirect(false, null, "other.example", null, "/", "").location(asked, "http", 80))
                .isEqualTo("http://other.example:80/");
    }
}
