package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTarget;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicy;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What wakes scalable targets, and what they read of it: their service, when it has a name, and their policies. */
final class ScalableTargetSources {

    private ScalableTargetSources() {}

    static List<EventSource<?, ScalableTarget>> of(EventSourceContext<ScalableTarget> context) {
        var policies = InformerEventSourceConfiguration.from(ScalingPolicy.class, ScalableTarget.class)
                .withPrimaryToSecondaryMapper((ScalableTarget target) -> Set.of())
                .withSecondaryToPrimaryMapper(policy -> concerned(policy, policy.getSpec().resourceID, context))
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(new LeanStore<>())
                .withOnUpdateFilter((now, before) -> !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration()))
                .build();
        var services = InformerEventSourceConfiguration.from(Service.class, ScalableTarget.class)
                .withPrimaryToSecondaryMapper((ScalableTarget target) -> Set.of())
                .withSecondaryToPrimaryMapper(service -> ScaledServices.resource(service)
                        .map(resource -> concerned(service, resource, context))
                        .orElse(Set.of()))
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(new ScaledServices())
                .withOnUpdateFilter(
                        (now, before) -> !ScaledServices.resource(now).equals(ScaledServices.resource(before)))
                .build();
        return List.of(new InformerEventSource<>(policies, context), new InformerEventSource<>(services, context));
    }

    private static Set<ResourceID> concerned(
            HasMetadata object, String resource, EventSourceContext<ScalableTarget> context) {
        return context.getPrimaryCache()
                .list(object.getMetadata().getNamespace(), target -> resource.equals(target.getSpec().resourceID))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    static ScalableTargetInputs gather(
            ScalableTarget target, Context<ScalableTarget> context, String region, Instant now) {
        String namespace = target.getMetadata().getNamespace();
        String resource = target.getSpec().resourceID;
        return new ScalableTargetInputs(
                target,
                context.getPrimaryCache()
                        .list(
                                namespace,
                                other -> resource.equals(other.getSpec().resourceID)
                                        && !other.getMetadata()
                                                .getUid()
                                                .equals(target.getMetadata().getUid()))
                        .toList(),
                all(Service.class, namespace, context)
                        .filter(service -> ScaledServices.resource(service).equals(Optional.of(resource)))
                        .map(service -> service.getMetadata().getName())
                        .findFirst(),
                all(ScalingPolicy.class, namespace, context)
                        .filter(policy -> resource.equals(policy.getSpec().resourceID))
                        .toList(),
                region,
                now);
    }

    @SuppressWarnings("unchecked")
    private static <R extends HasMetadata> Stream<R> all(
            Class<R> type, String namespace, Context<ScalableTarget> context) {
        return ((ResourceCache<R>) context.eventSourceRetriever().getEventSourceFor(type)).list(namespace);
    }
}
