package dev.davit.api.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ElbIdTest {

    private static final List<String> NAMES = List.of("api", "web");

    @Test
    void hasTheFormOfAws() {
        assertThat(ElbId.targetGroup("shop", "web")).matches("targetgroup/web/[0-9a-f]{16}");
        assertThat(ElbId.loadBalancer("shop", "web", false)).matches("loadbalancer/app/web/[0-9a-f]{16}");
        assertThat(ElbId.loadBalancer("shop", "web", true)).matches("loadbalancer/net/web/[0-9a-f]{16}");
        String listener = ElbId.listener("shop", "web", false, "http");
        assertThat(listener).matches("listener/app/web/[0-9a-f]{16}/[0-9a-f]{16}");
        assertThat(ElbId.rule("shop", listener, "api"))
                .matches("listener-rule/app/web/[0-9a-f]{16}/[0-9a-f]{16}/[0-9a-f]{16}");
    }

    @Test
    void findsWhatIsMeantByNameOrArnOfTheAccount() {
        String arn = arn("shop", ElbId.targetGroup("shop", "web"));
        assertThat(ElbId.named("web", "targetgroup", "shop", NAMES)).isEqualTo("web");
        assertThat(ElbId.named(arn, "targetgroup", "shop", NAMES)).isEqualTo("web");
        assertThat(ElbId.named(arn, "listener", "shop", NAMES)).isNull();
        assertThat(ElbId.named(arn, "targetgroup", "other", NAMES)).isNull();
        assertThat(ElbId.named(arn("other", ElbId.targetGroup("other", "web")), "targetgroup", "shop", NAMES))
                .isNull();
        assertThat(ElbId.named("missing", "targetgroup", "shop", NAMES)).isNull();
    }

    @Test
    void namesPortsAsKubernetesTakesThem() {
        assertThat(ElbId.portName("web"))
                .matches("tg-[0-9a-f]{8}")
                .isEqualTo(ElbId.portName("web"))
                .isNotEqualTo(ElbId.portName("api"));
    }

    private static String arn(String namespace, String resource) {
        return Arn.of(Arn.ELASTIC_LOAD_BALANCING, "us-east-1", Accounts.of(namespace), resource)
                .toString();
    }
}
