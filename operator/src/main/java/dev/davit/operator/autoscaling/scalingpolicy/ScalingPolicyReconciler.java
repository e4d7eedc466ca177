package dev.davit.operator.autoscaling.scalingpolicy;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTarget;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicy;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicyStatus;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says whether scaling policies can be followed. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "scalingpolicy", informer = @Informer(itemStore = LeanStore.class))
public class ScalingPolicyReconciler implements Reconciler<ScalingPolicy> {

    private final OperatorConfig config;
    private final EventWriter events;
    private final Clock clock;

    /** A reconciler with its collaborators. */
    public ScalingPolicyReconciler(OperatorConfig config, EventWriter events, Clock clock) {
        this.config = config;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, ScalingPolicy>> prepareEventSources(EventSourceContext<ScalingPolicy> context) {
        var targets = InformerEventSourceConfiguration.from(ScalableTarget.class, ScalingPolicy.class)
                .withPrimaryToSecondaryMapper((ScalingPolicy policy) -> Set.of())
                .withSecondaryToPrimaryMapper(target -> context.getPrimaryCache()
                        .list(target.getMetadata().getNamespace(), policy -> same(target, policy))
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()))
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(new LeanStore<>())
                .withOnUpdateFilter((now, before) -> !now.getSpec().resourceID.equals(before.getSpec().resourceID))
                .build();
        return List.of(new InformerEventSource<>(targets, context));
    }

    @Override
    public UpdateControl<ScalingPolicy> reconcile(ScalingPolicy policy, Context<ScalingPolicy> context) {
        return Pass.over(policy, () -> {
            ScalingPolicyStatus status =
                    ScalingPolicyReport.of(policy, registered(policy, context), config.region(), clock.instant());
            var before = policy.getStatus() == null ? null : policy.getStatus().conditions;
            if (StatusWriter.write(context, policy, status)) {
                events.transitions(policy, before, status.conditions);
            }
            return Optional.empty();
        });
    }

    @SuppressWarnings("unchecked")
    private static boolean registered(ScalingPolicy policy, Context<ScalingPolicy> context) {
        var source = (InformerEventSource<ScalableTarget, ScalingPolicy>)
                context.eventSourceRetriever().getEventSourceFor(ScalableTarget.class);
        return source.list(policy.getMetadata().getNamespace(), target -> same(target, policy))
                .findAny()
                .isPresent();
    }

    private static boolean same(ScalableTarget target, ScalingPolicy policy) {
        return target.getSpec().resourceID.equals(policy.getSpec().resourceID);
    }
}
