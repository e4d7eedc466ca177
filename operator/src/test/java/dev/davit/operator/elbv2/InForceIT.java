package dev.davit.operator.elbv2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.Rule;
import io.fabric8.kubernetes.api.model.Service;
import org.junit.jupiter.api.Test;

/** What serves goes on as it was accepted last. */
class InForceIT extends LoadBalancingStage {

    @Test
    void whatServesGoesOnAsItWasWhenItsSpecificationIsMadeInvalid() {
        serveWeb();
        loadBalancer("True Ready");
        Service entry = entryServices().getFirst();
        Listener before = listener("http", "True Ready");
        apply(
                "LoadBalancer",
                "web",
                "{name: web, scheme: internal, attributes: [{key: waf.fail_open.enabled, value: \"true\"}]}");
        assertThat(loadBalancer("False AttributeNotSupported").getStatus().dnsName)
                .startsWith("lb-web-");
        listener("http", "Unknown LoadBalancerNotReady");
        apply(
                "TargetGroup",
                "web",
                "{name: web, targetType: ip, protocol: HTTP, port: 80, attributes: [{key: stickiness.enabled, value:"
                        + " \"true\"}]}");
        assertThat(group("web", "False AttributeNotSupported").getStatus().service)
                .isEqualTo("tg-web");
        apply("LoadBalancer", "web", "{name: web, scheme: internal}");
        listener("http", "Unknown TargetGroupNotReady");
        apply("TargetGroup", "tcp", "{name: tcp, protocol: TCP, port: 5432}");
        listener("http", 81, "tcp");
        Listener held = listener("http", "False ProtocolMismatch");
        operator.settle();
        assertThat(held.getStatus().entryPort).isEqualTo(before.getStatus().entryPort);
        assertThat(held.getStatus().forward.getFirst().targetGroup).isEqualTo("web");
        assertThat(held.getStatus().inForce.port).isEqualTo(80);
        assertThat(client.services().inNamespace(namespace).withName("tg-web").get())
                .isNotNull();
        assertThat(entryServices()).singleElement().satisfies(service -> {
            assertThat(service.getMetadata().getUid())
                    .isEqualTo(entry.getMetadata().getUid());
            assertThat(service.getSpec()).isEqualTo(entry.getSpec());
        });
    }

    @Test
    void aRuleIsObeyedAsItWasWhenItsSpecificationIsMadeInvalid() {
        serveWeb();
        String path = "{field: path-pattern, values: [/admin]}";
        String closed = "{type: fixed-response, fixedResponseConfig: {statusCode: \"403\"}}";
        rule("first", 9, path, closed);
        rule("first", "True Ready");
        rule("second-admin", 10, path, closed);
        rule("second-admin", "True Ready");
        rule("second-admin", 9, "{field: path-pattern, values: [/a]}", closed);
        Rule held = rule("second-admin", "False PriorityTaken");
        assertThat(held.getStatus().listener).isEqualTo("http");
        assertThat(held.getStatus().inForce.priority).isEqualTo(10);
        assertThat(held.getStatus().inForce.conditions.getFirst().values).containsExactly("/admin");
        assertThat(held.getStatus().inForce.actions.getFirst().fixedResponseConfig.statusCode)
                .isEqualTo("403");
        client.resources(Listener.class).inNamespace(namespace).withName("http").delete();
        assertThat(rule("second-admin", "Unknown ListenerNotFound").getStatus().inForce)
                .isNull();
    }
}
