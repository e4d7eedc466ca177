package dev.davit.operator.elbv2.listener;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.ElbId;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.ListenerInForce;
import dev.davit.api.elbv2.v1alpha1.ListenerReason;
import dev.davit.api.elbv2.v1alpha1.ListenerStatus;
import dev.davit.operator.elbv2.balance.Forward;
import dev.davit.operator.elbv2.balance.Identity;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Pure: a listener's status. */
final class ListenerReport {
    static final String ACCEPTED = "Accepted";
    static final String PROGRAMMED = "Programmed";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, PROGRAMMED);

    private ListenerReport() {}

    /** {@code port} allocates the entry port; asked only when the listener gets one. */
    static ListenerStatus status(ListenerInputs inputs, Supplier<OptionalInt> port) {
        Listener listener = inputs.listener();
        ListenerStatus before = listener.getStatus();
        ListenerStatus status = new ListenerStatus();
        status.observedGeneration = listener.getMetadata().getGeneration();
        ConditionsBuilder conditions =
                CONDITIONS.begin(before == null ? null : before.conditions, status.observedGeneration, inputs.now());
        Outcome accepted = ListenerCheck.accepted(inputs);
        Forward forward = accepted instanceof Outcome.Accepted ? ListenerCheck.forward(inputs) : null;
        if (forward != null && forward.outcome() instanceof Outcome.Rejection) {
            accepted = forward.outcome();
        }
        Conditions.decided(conditions, ACCEPTED, ListenerReason.Accepted, accepted);
        inputs.loadBalancer().ifPresent(found -> {
            String resource = ElbId.listener(
                    listener.getMetadata().getNamespace(),
                    found.getMetadata().getName(),
                    inputs.isNetwork(),
                    listener.getMetadata().getName());
            status.ackResourceMetadata =
                    Identity.of(inputs.region(), listener.getMetadata().getNamespace(), resource);
        });
        if (accepted instanceof Outcome.Accepted) {
            status.loadBalancer =
                    inputs.loadBalancer().orElseThrow().getMetadata().getName();
            status.inForce = ListenerInForce.of(listener.getSpec());
            Outcome programmed = forward.outcome();
            status.forward = programmed instanceof Outcome.Accepted
                    ? forward.shares()
                    : before == null ? null : before.forward; // what was in force goes on
            programmed = entry(inputs, status, programmed, port);
            Conditions.decided(conditions, PROGRAMMED, ListenerReason.Programmed, programmed);
        }
        if (status.loadBalancer == null && goesOn(inputs)) {
            status.loadBalancer = before.loadBalancer;
            status.inForce = before.inForce;
            status.entryPort = before.entryPort;
            status.forward = before.forward;
        }
        status.conditions = conditions.build();
        return status;
    }

    /** Whether what was accepted before is served until something else is: not on a port that an older one has. */
    private static boolean goesOn(ListenerInputs inputs) {
        ListenerStatus before = inputs.listener().getStatus();
        return before != null
                && before.inForce != null
                && inputs.loadBalancer()
                        .filter(found -> found.getMetadata().getName().equals(before.loadBalancer))
                        .isPresent()
                && inputs.taken(before.inForce.port).isEmpty();
    }

    private static Outcome entry(
            ListenerInputs inputs, ListenerStatus status, Outcome forward, Supplier<OptionalInt> port) {
        if (inputs.isNetwork() || !inputs.entryEnabled()) {
            return forward;
        }
        OptionalInt given = port.get();
        if (given.isEmpty()) {
            return new Outcome.Waiting(
                    ListenerReason.EntryPortsExhausted,
                    "All ports of the gateway for listeners are in use: delete a Listener, or give the installation more"
                            + " (loadBalancers.ports.count).");
        }
        status.entryPort = given.getAsInt();
        return forward;
    }
}
