package dev.davit.operator.elbv2.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteReportTest {
    private static final ParentReference GATEWAY =
            Serialization.unmarshal("name: public\nnamespace: edge", ParentReference.class);
    private static final String OURS = "{name: public, namespace: edge}";

    private static Outcome outcome(String... parents) {
        return RouteReport.outcome(
                Serialization.unmarshal(
                        "metadata: {name: lb-web-x, namespace: davit-system, generation: 2}\nspec: {hostnames: [a.b, c.d]}\n"
                                + "status: {parents: [" + String.join(", ", parents) + "]}",
                        HTTPRoute.class),
                GATEWAY,
                "And more.");
    }

    private static String parent(String reference, String accepted, String resolved) {
        return "{parentRef: " + reference + ", controllerName: a/b, conditions: [" + condition("Accepted", accepted)
                + ", " + condition("ResolvedRefs", resolved) + "]}";
    }

    /** {@code said}: status, generation and reason. */
    private static String condition(String type, String said) {
        String[] words = said.split(" ");
        return "{type: " + type + ", status: \"" + words[0] + "\""
                + ("-".equals(words[1]) ? "" : ", observedGeneration: " + words[1]) + ", reason: " + words[2]
                + ", message: says why}";
    }

    @Test
    void isAcceptedWhenTheGatewayHasTakenTheRouteAsItIsNow() {
        assertThat(outcome(parent(OURS, "True 2 Accepted", "True 2 ResolvedRefs")))
                .isEqualTo(new Outcome.Accepted("Reached at a.b, c.d. And more."));
        assertThat(outcome(parent(OURS, "True - Accepted", "True - ResolvedRefs")))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void waitsWhileTheGatewayHasNotSpokenOfIt() {
        String waiting = "Waiting for the Gateway \"edge/public\" to accept the HTTPRoute \"lb-web-x\". And more.";
        for (String parent : List.of(
                parent(OURS, "True 1 Accepted", "True 2 ResolvedRefs"),
                parent(OURS, "False 1 NotAllowedByListeners", "True 1 ResolvedRefs"),
                parent(OURS, "Unknown 2 Pending", "True 2 ResolvedRefs"),
                parent("{name: public}", "True 2 Accepted", "True 2 ResolvedRefs"), // of the route's own namespace
                parent("{name: other, namespace: edge}", "True 2 Accepted", "True 2 ResolvedRefs"),
                parent(
                        "{name: public, namespace: edge, sectionName: https}",
                        "True 2 Accepted",
                        "True 2 ResolvedRefs"))) {
            assertThat(outcome(parent)).as(parent).isInstanceOfSatisfying(Outcome.Waiting.class, outcome -> {
                assertThat(outcome.reason().name()).isEqualTo("Pending");
                assertThat(outcome.message()).isEqualTo(waiting);
            });
        }
        assertThat(outcome()).isInstanceOf(Outcome.Waiting.class);
    }

    @Test
    void isRefusedInTheGatewaysWords() {
        assertThat(outcome(parent(OURS, "False 2 NotAllowedByListeners", "True 2 ResolvedRefs")))
                .isInstanceOfSatisfying(Outcome.Rejection.class, outcome -> {
                    assertThat(outcome.reason().name()).isEqualTo("NotAllowedByListeners");
                    assertThat(outcome.message()).isEqualTo("the Gateway \"edge/public\": says why And more.");
                });
        assertThat(outcome(parent(OURS, "True 2 Accepted", "False 2 RefNotPermitted")))
                .isInstanceOfSatisfying(
                        Outcome.Rejection.class,
                        outcome -> assertThat(outcome.reason().name()).isEqualTo("RefNotPermitted"));
        // Another controller that holds no such Gateway does not matter where one has taken it.
        assertThat(outcome(
                        parent(OURS, "False 2 NoMatchingParent", "True 2 ResolvedRefs"),
                        parent(OURS, "True 2 Accepted", "True 2 ResolvedRefs")))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void tellsOfPortsThatTheGatewayDoesNotLeadTo() {
        assertThat(RouteReport.remarks(List.of(80), "")).isEmpty();
        assertThat(RouteReport.remarks(List.of(80, 8080, 9000), "Left out."))
                .isEqualTo("The Gateway leads to port 80; reached by the Service alone: 8080, 9000. Left out.");
    }
}
