package dev.davit.operator.elbv2.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.operator.RunningOperator;
import dev.davit.operator.config.RouteSettings;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouteObjectsTest {
    private static String name(String namespace, String name) {
        return RouteObjects.dnsName(namespace, name, "lb.example.com");
    }

    @Test
    void dnsNamesAreOfOneLoadBalancerEachG1() {
        assertThat(name("c", "a-b")).matches("a-b-[a-z2-7]{10}\\.lb\\.example\\.com");
        assertThat(name("c", "a-b")).isEqualTo(name("c", "a-b")).isNotEqualTo(name("b-c", "a"));
        assertThat(name("one", "web")).isNotEqualTo(name("two", "web"));
    }

    @Test
    void dnsNamesOfLongNamesAreLabelsAndStillDiffer() {
        String longest = "a".repeat(58);
        assertThat(name("n", longest + "b").split("\\.")[0]).hasSizeLessThanOrEqualTo(63);
        assertThat(name("n", longest + "b")).isNotEqualTo(name("n", longest + "c"));
    }

    @Test
    void theGatewayIsAsTheSettingsName() {
        var config = new RunningOperator.Config("davit-system");
        assertThat(RouteSite.of(config, new RouteSettings(Optional.empty(), "{}")))
                .isEmpty();
        RouteSite site = RouteSite.of(
                        config, new RouteSettings(Optional.of("public"), "{\"team\": [\"Shop.Example.com\"]}"))
                .orElseThrow();
        ParentReference gateway = site.gateway();
        assertThat(gateway.getNamespace() + "/" + gateway.getName() + "/" + gateway.getSectionName())
                .isEqualTo("edge/public/https");
        assertThat(site.grants().gives("team", "shop.example.com")).isTrue();
        assertThat(site.grants().reserved()).containsExactly("lb.example.com", "lambda-url.us-east-1.davit.local");
    }
}
