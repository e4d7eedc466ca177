package dev.davit.operator.ec2.securitygroup;

import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.SecurityGroupStatus;
import dev.davit.network.NetworkReader;
import dev.davit.network.PodLabels;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.cluster.ClusterNetwork;
import dev.davit.operator.ec2.cluster.CountedStatus;
import dev.davit.operator.ec2.cluster.Enforcement;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.ec2.cluster.Waker;
import dev.davit.operator.ec2.policy.GroupPolicies;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Owners;
import dev.davit.operator.kernel.Pass;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Compiles each security group to NetworkPolicies and tells who has it. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "securitygroup", informer = @Informer(itemStore = LeanStore.class))
public class SecurityGroupReconciler implements Reconciler<SecurityGroup> {
    private final NetworkObjects objects;
    private final ClusterNetwork cluster;
    private final Enforcement enforcement;
    private final OperatorConfig config;
    private final Clock clock;
    private final CountedStatus<SecurityGroupStatus> statuses;

    /** A reconciler with its collaborators. */
    public SecurityGroupReconciler(
            NetworkObjects objects,
            ClusterNetwork cluster,
            Enforcement enforcement,
            OperatorConfig config,
            Clock clock,
            EventWriter events) {
        this.objects = objects;
        this.cluster = cluster;
        this.enforcement = enforcement;
        this.config = config;
        this.clock = clock;
        this.statuses = new CountedStatus<>(status -> status.conditions, events, clock);
    }

    @Override
    public List<EventSource<?, SecurityGroup>> prepareEventSources(EventSourceContext<SecurityGroup> context) {
        return List.of(
                new InformerEventSource<>(
                        InformerEventSourceConfiguration.from(NetworkPolicy.class, SecurityGroup.class)
                                .withLabelSelector(Labels.COMPILED_FROM)
                                .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(SecurityGroup.class))
                                .withItemStore(new LeanStore<>())
                                .build(),
                        context),
                new Waker<>(context)
                        .on(objects, GroupEvents::concerns)
                        .onAll(cluster::listen)
                        .onAll(enforcement::listen)
                        .source());
    }

    @Override
    public UpdateControl<SecurityGroup> reconcile(SecurityGroup group, Context<SecurityGroup> context) {
        return Pass.over(group, () -> pass(group, context));
    }

    private Optional<Duration> pass(SecurityGroup group, Context<SecurityGroup> context) {
        GroupInputs inputs = gather(group);
        GroupPolicies compiled = inputs.compiled();
        List<NetworkPolicy> actual = context.getSecondaryResourcesAsStream(NetworkPolicy.class)
                .filter(policy -> Owners.owns(group, policy))
                .toList();
        DesiredSet.in(context).converge(compiled.policies(), actual);
        return statuses.write(context, group, GroupReport.status(inputs, compiled));
    }

    private GroupInputs gather(SecurityGroup group) {
        String name = group.getMetadata().getName();
        long members = objects.members(group.getMetadata().getNamespace())
                .filter(pod ->
                        Labels.MEMBER.equals(pod.getMetadata().getLabels().get(PodLabels.group(name))))
                .count();
        return new GroupInputs(
                group,
                NetworkReader.read(
                        objects.manifests(group),
                        other -> other.getMetadata().getName().equals(name)),
                cluster.facts(),
                (int) members,
                enforcement.seen(),
                config.region(),
                clock.instant());
    }
}
