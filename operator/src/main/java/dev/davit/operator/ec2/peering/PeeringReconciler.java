package dev.davit.operator.ec2.peering;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.Ec2Id;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ec2.v1alpha1.VPCPeeringConnection;
import dev.davit.api.ec2.v1alpha1.VPCPeeringConnectionReason;
import dev.davit.api.ec2.v1alpha1.VPCPeeringConnectionStatus;
import dev.davit.network.NetworkReader;
import dev.davit.network.Problem;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.cluster.CountedStatus;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.ec2.cluster.Waker;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says of each peering whether it is in force. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "vpcpeeringconnection", informer = @Informer(itemStore = LeanStore.class))
public class PeeringReconciler implements Reconciler<VPCPeeringConnection> {
    static final String ACTIVE = "Active";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACTIVE);

    private final NetworkObjects objects;
    private final OperatorConfig config;
    private final Clock clock;
    private final CountedStatus<VPCPeeringConnectionStatus> statuses;

    /** A reconciler with its collaborators. */
    public PeeringReconciler(NetworkObjects objects, OperatorConfig config, Clock clock, EventWriter events) {
        this.objects = objects;
        this.config = config;
        this.clock = clock;
        this.statuses = new CountedStatus<>(status -> status.conditions, events, clock);
    }

    @Override
    public List<EventSource<?, VPCPeeringConnection>> prepareEventSources(
            EventSourceContext<VPCPeeringConnection> context) {
        return List.of(new Waker<>(context)
                .on(objects, (change, peering) -> change.object() instanceof VPC && change.ofSpec())
                .source());
    }

    @Override
    public UpdateControl<VPCPeeringConnection> reconcile(
            VPCPeeringConnection peering, Context<VPCPeeringConnection> context) {
        return Pass.over(peering, () -> {
            var reading = NetworkReader.read(objects.manifests(peering), group -> false);
            return statuses.write(context, peering, status(peering, reading.fatal(peering), clock.instant()));
        });
    }

    private VPCPeeringConnectionStatus status(VPCPeeringConnection peering, Optional<Problem> problem, Instant now) {
        String namespace = peering.getMetadata().getNamespace();
        VPCPeeringConnectionStatus status = new VPCPeeringConnectionStatus();
        status.observedGeneration = peering.getMetadata().getGeneration();
        status.vpcPeeringConnectionID =
                Ec2Id.of(Ec2Id.PEERING, namespace, peering.getMetadata().getName());
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.region = config.region();
        status.ackResourceMetadata.ownerAccountID = Accounts.of(namespace);
        status.ackResourceMetadata.arn = Arn.of(
                        "ec2",
                        config.region(),
                        Accounts.of(namespace),
                        "vpc-peering-connection/" + status.vpcPeeringConnectionID)
                .toString();
        ConditionsBuilder conditions = CONDITIONS.begin(
                peering.getStatus() == null ? null : peering.getStatus().conditions,
                peering.getMetadata().getGeneration(),
                now);
        status.code = mark(conditions, problem);
        status.conditions = conditions.build();
        return status;
    }

    private static String mark(ConditionsBuilder conditions, Optional<Problem> problem) {
        if (problem.isEmpty()) {
            conditions.markTrue(ACTIVE, VPCPeeringConnectionReason.Active, "The VPCs are peered.");
            return "active";
        }
        String text = problem.get().text();
        switch (problem.get().kind()) {
            case PENDING_ACCEPTANCE ->
                conditions.markStalled(ACTIVE, VPCPeeringConnectionReason.PendingAcceptance, text);
            case VPC_NOT_FOUND, VPC_NOT_READY ->
                conditions.markUnknown(ACTIVE, VPCPeeringConnectionReason.VPCNotFound, text);
            default -> {
                conditions.markStalled(ACTIVE, VPCPeeringConnectionReason.PeeringInvalid, text);
                return "failed";
            }
        }
        return "pending-acceptance";
    }
}
