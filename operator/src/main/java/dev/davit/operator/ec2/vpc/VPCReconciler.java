package dev.davit.operator.ec2.vpc;

import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.SecurityGroupStatus;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ec2.v1alpha1.VPCStatus;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.network.NetworkReader;
import dev.davit.network.NetworkReader.Manifests;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.cluster.CountedStatus;
import dev.davit.operator.ec2.cluster.Enforcement;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.ec2.cluster.NetworkObjects.Change;
import dev.davit.operator.ec2.cluster.NetworkWall;
import dev.davit.operator.ec2.cluster.Waker;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts the wall up around the namespace of each VPC, gives the VPC its default security group and tells who is in it. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "vpc", informer = @Informer(itemStore = LeanStore.class))
public class VPCReconciler implements Reconciler<VPC> {
    private final NetworkObjects objects;
    private final NetworkWall wall;
    private final Enforcement enforcement;
    private final OperatorConfig config;
    private final Clock clock;
    private final CountedStatus<VPCStatus> statuses;

    /** A reconciler with its collaborators. */
    public VPCReconciler(
            NetworkObjects objects,
            NetworkWall wall,
            Enforcement enforcement,
            OperatorConfig config,
            Clock clock,
            EventWriter events) {
        this.objects = objects;
        this.wall = wall;
        this.enforcement = enforcement;
        this.config = config;
        this.clock = clock;
        this.statuses = new CountedStatus<>(status -> status.conditions, events, clock);
    }

    @Override
    public List<EventSource<?, VPC>> prepareEventSources(EventSourceContext<VPC> context) {
        return List.of(new Waker<>(context)
                .on(objects, VPCReconciler::concerns)
                .onAll(enforcement::listen)
                .source());
    }

    private static boolean concerns(Change change, VPC vpc) {
        return switch (change.object()) {
            case Pod pod -> change.ofMembership() && (in(change.before(), vpc) || in(change.after(), vpc));
            case SecurityGroup group ->
                change.ofReadiness() || !policies(change.before()).equals(policies(change.after()));
            case LoadBalancer balancer -> false;
            case VPC other -> false; // its own, which the SDK announces
            default -> change.ofSpec();
        };
    }

    private static List<String> policies(HasMetadata group) {
        SecurityGroupStatus status = ((SecurityGroup) group).getStatus();
        return status == null || status.policies == null ? List.of() : status.policies;
    }

    private static boolean in(HasMetadata pod, VPC vpc) {
        return pod != null
                && vpc.getMetadata()
                        .getName()
                        .equals(pod.getMetadata().getLabels().get(Labels.VPC));
    }

    @Override
    public UpdateControl<VPC> reconcile(VPC vpc, Context<VPC> context) {
        return Pass.over(vpc, () -> pass(vpc, context));
    }

    /** The wall is first: a user's own pods may join a VPC of a namespace in which no function or task ever was. */
    private Optional<Duration> pass(VPC vpc, Context<VPC> context) {
        wall.ensure(vpc.getMetadata().getNamespace());
        VPCInputs inputs = gather(vpc);
        if (inputs.refusal().isEmpty() && !inputs.hasDefaultGroup()) {
            DesiredSet.in(context).create(DefaultGroup.of(vpc));
        }
        return statuses.write(context, vpc, VPCReport.status(inputs));
    }

    private VPCInputs gather(VPC vpc) {
        Manifests manifests = objects.manifests(vpc);
        long members = objects.members(manifests.namespace())
                .filter(pod -> in(pod, vpc))
                .count();
        return new VPCInputs(
                vpc,
                NetworkReader.read(manifests, group -> false),
                manifests.groups(),
                (int) members,
                enforcement.seen(),
                config.region(),
                clock.instant());
    }
}
