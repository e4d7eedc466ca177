package dev.davit.operator.elbv2.listener;

import dev.davit.api.elbv2.v1alpha1.Action;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.ListenerReason;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.operator.elbv2.balance.Forward;
import dev.davit.operator.elbv2.balance.Neighbours;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import java.util.Optional;

/** Pure: what the schema cannot say about a listener. */
final class ListenerCheck {
    private static final Forward.Reasons REASONS = new Forward.Reasons(
            ListenerReason.TargetGroupNotFound, ListenerReason.TargetGroupNotReady, ListenerReason.ProtocolMismatch);

    private ListenerCheck() {}

    /** Whether the listener can be one of its load balancer. */
    static Outcome accepted(ListenerInputs inputs) {
        var spec = inputs.listener().getSpec();
        Optional<LoadBalancer> loadBalancer = inputs.loadBalancer();
        if (loadBalancer.isEmpty()) {
            return new Outcome.Waiting(
                    ListenerReason.LoadBalancerNotFound,
                    "Waiting for the LoadBalancer \"" + Neighbours.wanted(spec.loadBalancerRef, spec.loadBalancerARN)
                            + "\" in this namespace.");
        }
        var status = loadBalancer.get().getStatus();
        if (status == null || !Conditions.isTrue(status.conditions, "Accepted")) {
            return new Outcome.Waiting(
                    ListenerReason.LoadBalancerNotReady,
                    "Waiting for the LoadBalancer \""
                            + loadBalancer.get().getMetadata().getName() + "\" to be accepted.");
        }
        if (inputs.isNetwork() != "TCP".equals(spec.protocol)) {
            return new Outcome.Rejection(
                    ListenerReason.ProtocolMismatch,
                    "Listeners of a load balancer of type " + (inputs.isNetwork() ? "network" : "application")
                            + " must be of protocol " + (inputs.isNetwork() ? "TCP" : "HTTP") + ": change protocol.");
        }
        Optional<Listener> taken = inputs.taken(spec.port);
        if (taken.isPresent()) {
            return new Outcome.Rejection(
                    ListenerReason.PortTaken,
                    "The Listener \"" + taken.get().getMetadata().getName() + "\" has port " + spec.port
                            + " of this load balancer already: choose another port.");
        }
        if (inputs.isNetwork() && !isOneGroup(spec.defaultActions.getFirst())) {
            return new Outcome.Rejection(
                    ListenerReason.ActionNotSupported,
                    "A Listener of a network load balancer must forward to one target group: set type forward and"
                            + " targetGroupRef.");
        }
        return new Outcome.Accepted();
    }

    private static boolean isOneGroup(Action action) {
        return "forward".equals(action.type)
                && (action.forwardConfig == null || action.forwardConfig.targetGroups.size() == 1);
    }

    /** Where requests go that no rule matches. */
    static Forward forward(ListenerInputs inputs) {
        return Forward.of(
                inputs.listener().getSpec().defaultActions.getFirst(),
                inputs.listener(),
                inputs.listener().getSpec().protocol,
                inputs.groups(),
                REASONS);
    }
}
