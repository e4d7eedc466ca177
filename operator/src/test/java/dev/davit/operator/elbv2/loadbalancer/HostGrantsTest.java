package dev.davit.operator.elbv2.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostGrantsTest {
    private static final HostGrants GRANTS = new HostGrants(
            Map.of(
                    "shop", List.of("shop.example.com", "*.shop.example.org"),
                    "all", List.of("*.example.com", "*.example.org"),
                    "wide", List.of("*.shop.example.com")),
            List.of("lb.example.com", "lambda-url.eu.example.com"));

    @ParameterizedTest
    @CsvSource({
        "shop, shop.example.com, true",
        "shop, www.example.com, false",
        "shop, a.shop.example.org, true",
        "shop, a.b.shop.example.org, true",
        "shop, shop.example.org, false", // a wildcard is not its own domain
        "shop, ashop.example.org, false",
        "shop, *.shop.example.org, true",
        "shop, *.a.shop.example.org, true",
        "shop, *.example.org, false", // wider than what was given
        "shop, *.shop.example.com, false", // a name is not what is below it
        "all, www.example.com, true",
        "all, *.example.com, true",
        "all, example.com, false",
        "all, *.com, false",
        "nobody, shop.example.com, false",
    })
    void givesWhatAnEntryOfTheNamespaceCoversG2(String namespace, String host, boolean given) {
        assertThat(GRANTS.gives(namespace, host)).isEqualTo(given);
    }

    @Test
    void theNarrowestEntryDecidesWhoseAHostIs() {
        assertThat(GRANTS.gives("all", "shop.example.com")).isFalse();
        assertThat(GRANTS.gives("all", "a.shop.example.org")).isFalse();
        assertThat(GRANTS.gives("all", "*.shop.example.org")).isFalse();
        assertThat(GRANTS.gives("wide", "x.shop.example.com")).isTrue();
        assertThat(GRANTS.gives("all", "x.shop.example.com")).isFalse();
        HostGrants equal = new HostGrants(
                Map.of("name", List.of("a.example.com"), "wildcard", List.of("*.example.com")), List.of());
        assertThat(equal.gives("name", "a.example.com")).isTrue(); // both entries are equally long
        assertThat(equal.gives("wildcard", "a.example.com")).isFalse();
    }

    @Test
    void nothingOfDavitsOwnDomainsIsGivenG1() {
        assertThat(GRANTS.gives("all", "web-abc.lb.example.com")).isFalse();
        assertThat(GRANTS.gives("all", "*.lb.example.com")).isFalse();
        assertThat(GRANTS.gives("all", "lb.example.com")).isFalse();
        assertThat(GRANTS.gives("all", "x.lambda-url.eu.example.com")).isFalse();
        assertThat(GRANTS.gives("all", "alb.example.com")).isTrue();
    }
}
