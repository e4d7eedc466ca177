package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.api.common.CommonReason;
import dev.davit.api.common.Reason;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Pure: what a Gateway has made of a route. */
final class RouteReport {
    private static final List<String> ASKED = List.of("Accepted", "ResolvedRefs");
    /** As long as the reason of an event may be. */
    private static final int REASON = 128;

    private RouteReport() {}

    /** A reason in the Gateway's words. */
    private record OfGateway(String name) implements Reason {}

    /** What the Gateway says of the route as it is now; {@code remarks} are added in any case. */
    static Outcome outcome(HTTPRoute route, ParentReference gateway, String remarks) {
        List<RouteParentStatus> told = told(route, gateway);
        if (told.stream().anyMatch(parent -> ASKED.stream().allMatch(type -> says(route, parent, type, "True")))) {
            return new Outcome.Accepted(
                    joined("Reached at " + String.join(", ", route.getSpec().getHostnames()) + ".", remarks));
        }
        return told.stream()
                .flatMap(parent -> refusal(route, parent).stream())
                .findFirst()
                .<Outcome>map(refusal -> new Outcome.Rejection(
                        new OfGateway(refusal.getReason()
                                .substring(
                                        0, Math.min(REASON, refusal.getReason().length()))),
                        joined(called(gateway) + ": " + refusal.getMessage(), remarks)))
                .orElseGet(() -> new Outcome.Waiting(
                        CommonReason.Pending,
                        joined(
                                "Waiting for " + called(gateway) + " to accept the HTTPRoute \""
                                        + route.getMetadata().getName() + "\".",
                                remarks)));
    }

    private static List<RouteParentStatus> told(HTTPRoute route, ParentReference gateway) {
        String home = route.getMetadata().getNamespace();
        return route.getStatus() == null || route.getStatus().getParents() == null
                ? List.of()
                : route.getStatus().getParents().stream()
                        .filter(parent -> isSame(parent.getParentRef(), gateway, home))
                        .toList();
    }

    private static boolean isSame(ParentReference one, ParentReference other, String home) {
        return one.getName().equals(other.getName())
                && Objects.requireNonNullElse(one.getNamespace(), home)
                        .equals(Objects.requireNonNullElse(other.getNamespace(), home))
                && Objects.equals(one.getSectionName(), other.getSectionName());
    }

    private static Optional<Condition> refusal(HTTPRoute route, RouteParentStatus parent) {
        return ASKED.stream()
                .filter(type -> says(route, parent, type, "False"))
                .flatMap(type -> Conditions.find(parent.getConditions(), type).stream())
                .findFirst();
    }

    /** Only of the route as it is now; who does not say which one is taken at his word. */
    private static boolean says(HTTPRoute route, RouteParentStatus parent, String type, String status) {
        return Conditions.find(parent.getConditions(), type)
                .filter(condition -> status.equals(condition.getStatus()))
                .filter(condition -> condition.getObservedGeneration() == null
                        || condition
                                .getObservedGeneration()
                                .equals(route.getMetadata().getGeneration()))
                .isPresent();
    }

    /** What a user should know besides: ports of Listeners that the Gateway does not lead to, and hosts. */
    static String remarks(List<Integer> ports, String leftOut) {
        List<String> others =
                ports.stream().skip(1).map(port -> Integer.toString(port)).toList();
        return joined(
                others.isEmpty()
                        ? ""
                        : "The Gateway leads to port " + ports.getFirst() + "; reached by the Service alone: "
                                + String.join(", ", others) + ".",
                leftOut);
    }

    /** The Gateway, for people. */
    static String called(ParentReference gateway) {
        return "the Gateway \""
                + (gateway.getNamespace() == null ? "" : gateway.getNamespace() + "/")
                + gateway.getName() + "\""
                + (gateway.getSectionName() == null ? "" : " (" + gateway.getSectionName() + ")");
    }

    private static String joined(String said, String remarks) {
        return Stream.of(said, remarks)
                .filter(text -> !text.isEmpty())
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}
