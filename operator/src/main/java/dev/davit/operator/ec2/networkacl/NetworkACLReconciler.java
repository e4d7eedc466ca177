package dev.davit.operator.ec2.networkacl;

import dev.davit.api.ec2.v1alpha1.NetworkACL;
import dev.davit.api.ec2.v1alpha1.NetworkACLStatus;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ec2.v1alpha1.VPCPeeringConnection;
import dev.davit.network.NetworkReader;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.cluster.ClusterNetwork;
import dev.davit.operator.ec2.cluster.CountedStatus;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.ec2.cluster.NetworkObjects.Change;
import dev.davit.operator.ec2.cluster.Waker;
import dev.davit.operator.ec2.policy.AclPolicies;
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
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Compiles network ACLs to ClusterNetworkPolicies where the cluster serves them, and says whether their entries are in force. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "networkacl", informer = @Informer(itemStore = LeanStore.class))
public class NetworkACLReconciler implements Reconciler<NetworkACL> {
    /** When to see whether the cluster serves the API by now, and whether somebody changed the policies. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final NetworkObjects objects;
    private final ClusterNetwork cluster;
    private final AclStanding standing;
    private final AclSweeper sweeper;
    private final OperatorConfig config;
    private final Clock clock;
    private final CountedStatus<NetworkACLStatus> statuses;
    private IndexerResourceCache<NetworkACL> acls;

    /** A reconciler with its collaborators. */
    public NetworkACLReconciler(
            NetworkObjects objects,
            ClusterNetwork cluster,
            AclStanding standing,
            AclSweeper sweeper,
            OperatorConfig config,
            Clock clock,
            EventWriter events) {
        this.objects = objects;
        this.cluster = cluster;
        this.standing = standing;
        this.sweeper = sweeper;
        this.config = config;
        this.clock = clock;
        this.statuses = new CountedStatus<>(status -> status.conditions, events, clock);
    }

    @Override
    public List<EventSource<?, NetworkACL>> prepareEventSources(EventSourceContext<NetworkACL> context) {
        acls = context.getPrimaryCache();
        sweeper.start();
        return List.of(new Waker<>(context)
                .on(objects, (change, acl) -> concerns(change))
                .onAll(cluster::listen)
                .source());
    }

    private static boolean concerns(Change change) {
        return change.ofSpec()
                && (change.object() instanceof VPC
                        || change.object() instanceof Subnet
                        || change.object() instanceof VPCPeeringConnection);
    }

    @Override
    public UpdateControl<NetworkACL> reconcile(NetworkACL acl, Context<NetworkACL> context) {
        return Pass.over(acl, () -> pass(acl, context));
    }

    private Optional<Duration> pass(NetworkACL acl, Context<NetworkACL> context) {
        AclInputs inputs = new AclInputs(
                acl,
                NetworkReader.read(objects.manifests(acl), group -> false).network(),
                acls.list(acl.getMetadata().getNamespace()).toList(),
                standing.hindrance(),
                config.region(),
                clock.instant());
        AclPolicies compiled = inputs.compiled(cluster.facts(), standing.priority());
        standing.converge(acl.getMetadata().getNamespace(), acl.getMetadata().getName(), compiled.policies());
        return Pass.sooner(statuses.write(context, acl, new AclReport(inputs, compiled).status()), Optional.of(AGAIN));
    }
}
