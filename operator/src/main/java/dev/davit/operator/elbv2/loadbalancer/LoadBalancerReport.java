package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.ElbId;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.LoadBalancerReason;
import dev.davit.api.elbv2.v1alpha1.LoadBalancerState;
import dev.davit.api.elbv2.v1alpha1.LoadBalancerStatus;
import dev.davit.operator.elbv2.balance.Identity;
import dev.davit.operator.elbv2.balance.KnownAttributes;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;

/** Pure: whether a load balancer is accepted, and its status. */
final class LoadBalancerReport {
    static final String ACCEPTED = "Accepted";
    static final String PROGRAMMED = "Programmed";

    static final String ROUTE_ACCEPTED = "RouteAccepted";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, PROGRAMMED);
    private static final ConditionSet BEHIND_A_GATEWAY = ConditionSet.of(ACCEPTED, PROGRAMMED, ROUTE_ACCEPTED);

    private LoadBalancerReport() {}

    static Outcome accepted(LoadBalancerInputs inputs) {
        if (!inputs.isNetwork() && !inputs.site().entryEnabled()) {
            return new Outcome.Rejection(
                    LoadBalancerReason.EntryDisabled,
                    "This installation does not serve load balancers of type application: set loadBalancers.enabled in the"
                            + " chart, or use type network.");
        }
        if (inputs.hasForeignService()) {
            return new Outcome.Rejection(
                    LoadBalancerReason.NameTaken,
                    "There is a Service \"lb-" + inputs.name()
                            + "\" that is not Davit's: delete it, or give the LoadBalancer another name.");
        }
        return attributes(inputs.loadBalancer());
    }

    /** Whether it has what it needs to serve: it is accepted, or it served before attributes that are not were written. */
    static boolean serves(LoadBalancerInputs inputs) {
        return accepted(inputs) instanceof Outcome.Accepted
                || inputs.service().isPresent()
                        && (inputs.isNetwork() || inputs.site().entryEnabled());
    }

    /** Whether its listeners ask for more than its Service can do: one that is there stays as it is. */
    static boolean isAmbiguous(LoadBalancerInputs inputs) {
        return inputs.isNetwork() && inputs.groups().size() > 1;
    }

    /** Whether its attributes are supported. */
    static Outcome attributes(LoadBalancer loadBalancer) {
        return KnownAttributes.OF_LOAD_BALANCERS.check(
                loadBalancer.getSpec().attributes,
                LoadBalancerReason.AttributeInvalid,
                LoadBalancerReason.AttributeNotSupported);
    }

    private static Outcome programmed(LoadBalancerInputs inputs) {
        if (inputs.listeners().isEmpty()) {
            return new Outcome.Waiting(
                    LoadBalancerReason.NoListener, "Waiting for a Listener that is accepted: it has no port without.");
        }
        if (!inputs.missingGroups().isEmpty()) {
            return new Outcome.Waiting(
                    LoadBalancerReason.SecurityGroupNotFound,
                    "Waiting for the SecurityGroup " + String.join(", ", inputs.missingGroups())
                            + ": until it is there and valid, its rules let nobody in.");
        }
        return isAmbiguous(inputs)
                ? new Outcome.Rejection(
                        LoadBalancerReason.TooManyTargetGroups,
                        "The Listeners of this network load balancer forward to "
                                + String.join(", ", inputs.groups())
                                + ", and its Service can select the pods of one target group: use a LoadBalancer for each.")
                : new Outcome.Accepted();
    }

    /** The status; {@code route} is empty when a Gateway is not to lead to the load balancer. */
    static LoadBalancerStatus status(LoadBalancerInputs inputs, Optional<RouteTold> route) {
        LoadBalancerStatus before = inputs.loadBalancer().getStatus();
        LoadBalancerStatus status = new LoadBalancerStatus();
        status.observedGeneration = inputs.loadBalancer().getMetadata().getGeneration();
        status.ackResourceMetadata = Identity.of(
                inputs.site().region(),
                inputs.namespace(),
                ElbId.loadBalancer(inputs.namespace(), inputs.name(), inputs.isNetwork()));
        ConditionsBuilder conditions = (route.isPresent() ? BEHIND_A_GATEWAY : CONDITIONS)
                .begin(before == null ? null : before.conditions, status.observedGeneration, inputs.now());
        Outcome accepted = accepted(inputs);
        Conditions.decided(conditions, ACCEPTED, LoadBalancerReason.Accepted, accepted);
        Outcome programmed = programmed(inputs);
        if (serves(inputs)) {
            address(inputs, status);
            route.flatMap(RouteTold::dnsName).ifPresent(name -> status.dnsName = name);
        }
        if (accepted instanceof Outcome.Accepted) {
            Conditions.decided(conditions, PROGRAMMED, LoadBalancerReason.Programmed, programmed);
            route.ifPresent(told ->
                    Conditions.decided(conditions, ROUTE_ACCEPTED, LoadBalancerReason.RouteAccepted, told.outcome()));
        }
        status.state = state(serves(inputs) ? programmed : accepted);
        status.conditions = conditions.build();
        return status;
    }

    private static void address(LoadBalancerInputs inputs, LoadBalancerStatus status) {
        ResourceID id = LoadBalancerObjects.serviceId(
                inputs.loadBalancer(), inputs.site().namespace());
        status.service = id.getNamespace().orElseThrow() + "/" + id.getName();
        status.dnsName = id.getName() + "." + id.getNamespace().orElseThrow() + ".svc."
                + inputs.site().domain();
        List<String> outside = inputs.service().stream()
                .filter(service ->
                        service.getStatus() != null && service.getStatus().getLoadBalancer() != null)
                .flatMap(service -> service.getStatus().getLoadBalancer().getIngress().stream())
                .map(ingress -> ingress.getIp() == null ? ingress.getHostname() : ingress.getIp())
                .toList();
        status.addresses = outside.isEmpty() ? null : outside;
    }

    private static LoadBalancerState state(Outcome outcome) {
        LoadBalancerState state = new LoadBalancerState();
        switch (outcome) {
            case Outcome.Accepted yes -> state.code = "active";
            case Outcome.Waiting not -> {
                state.code = "provisioning";
                state.reason = not.message();
            }
            case Outcome.Rejection no -> {
                state.code = "failed";
                state.reason = no.message();
            }
        }
        return state;
    }
}
