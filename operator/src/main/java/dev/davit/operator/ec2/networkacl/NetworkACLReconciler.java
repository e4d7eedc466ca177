package dev.davit.operator.ec2.networkacl;

import dev.davit.api.ec2.v1alpha1.NetworkACL;
import dev.davit.api.ec2.v1alpha1.NetworkACLStatus;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.network.NetworkReader;
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
import java.util.List;

/** Says of each network ACL whether its entries are in force. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "networkacl", informer = @Informer(itemStore = LeanStore.class))
public class NetworkACLReconciler implements Reconciler<NetworkACL> {
    private final NetworkObjects objects;
    private final OperatorConfig config;
    private final Clock clock;
    private final CountedStatus<NetworkACLStatus> statuses;

    /** A reconciler with its collaborators. */
    public NetworkACLReconciler(NetworkObjects objects, OperatorConfig config, Clock clock, EventWriter events) {
        this.objects = objects;
        this.config = config;
        this.clock = clock;
        this.statuses = new CountedStatus<>(status -> status.conditions, events, clock);
    }

    @Override
    public List<EventSource<?, NetworkACL>> prepareEventSources(EventSourceContext<NetworkACL> context) {
        return List.of(new Waker<>(context)
                .on(
                        objects,
                        (change, acl) -> (change.object() instanceof VPC || change.object() instanceof Subnet)
                                && change.ofSpec())
                .source());
    }

    @Override
    public UpdateControl<NetworkACL> reconcile(NetworkACL acl, Context<NetworkACL> context) {
        return Pass.over(acl, () -> {
            var network =
                    NetworkReader.read(objects.manifests(acl), group -> false).network();
            return statuses.write(context, acl, new AclReport(acl, network, config.region(), clock.instant()).status());
        });
    }
}
