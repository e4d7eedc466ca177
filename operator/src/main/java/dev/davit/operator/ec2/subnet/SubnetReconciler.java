package dev.davit.operator.ec2.subnet;

import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ec2.v1alpha1.SubnetStatus;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.network.NetworkReader;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.cluster.CountedStatus;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.ec2.cluster.NetworkObjects.Change;
import dev.davit.operator.ec2.cluster.Waker;
import dev.davit.operator.kernel.Backoff;
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

/** Says of each subnet whether it counts and how much room it has. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "subnet", informer = @Informer(itemStore = LeanStore.class))
public class SubnetReconciler implements Reconciler<Subnet> {
    private final NetworkObjects objects;
    private final OperatorConfig config;
    private final Clock clock;
    private final CountedStatus<SubnetStatus> statuses;

    /** A reconciler with its collaborators. */
    public SubnetReconciler(NetworkObjects objects, OperatorConfig config, Clock clock, EventWriter events) {
        this.objects = objects;
        this.config = config;
        this.clock = clock;
        this.statuses = new CountedStatus<>(status -> status.conditions, events, clock);
    }

    @Override
    public List<EventSource<?, Subnet>> prepareEventSources(EventSourceContext<Subnet> context) {
        return List.of(
                new Waker<>(context).on(objects, SubnetReconciler::concerns).source());
    }

    private static boolean concerns(Change change, Subnet subnet) {
        return switch (change.object()) {
            case Pod pod -> change.ofMembership() && (in(change.before(), subnet) || in(change.after(), subnet));
            case LoadBalancer balancer -> false;
            case SecurityGroup group -> false;
            case Subnet other ->
                change.ofSpec()
                        && !other.getMetadata()
                                .getName()
                                .equals(subnet.getMetadata().getName());
            default -> change.ofSpec();
        };
    }

    private static boolean in(HasMetadata pod, Subnet subnet) {
        return pod != null
                && subnet.getMetadata()
                        .getName()
                        .equals(pod.getMetadata().getLabels().get(Labels.SUBNET));
    }

    @Override
    public UpdateControl<Subnet> reconcile(Subnet subnet, Context<Subnet> context) {
        return Pass.over(subnet, () -> pass(subnet, context));
    }

    private Optional<Duration> pass(Subnet subnet, Context<Subnet> context) {
        long members = objects.members(subnet.getMetadata().getNamespace())
                .filter(pod -> in(pod, subnet))
                .count();
        SubnetReport report = new SubnetReport(
                subnet,
                NetworkReader.read(objects.manifests(subnet), group -> false),
                (int) members,
                config.region(),
                clock.instant());
        return statuses.write(context, subnet, report.status());
    }
}
