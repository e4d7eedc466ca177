package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.api.common.Labels;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Map;
import java.util.Set;

/** What load balancers of type application leave behind in the namespace of the installation, where nothing collects it. */
final class Leftovers {
    private Leftovers() {}

    /** Wakes the object that a load balancer was given when the load balancer comes or goes. */
    static <R extends HasMetadata> EventSource<?, R> owners(
            Class<R> kind, EventSourceContext<R> context, String installation) {
        return new InformerEventSource<LoadBalancer, R>(
                InformerEventSourceConfiguration.from(LoadBalancer.class, kind)
                        .withPrimaryToSecondaryMapper((R object) -> Set.of(owner(object)))
                        .withSecondaryToPrimaryMapper(
                                balancer -> Set.of(LoadBalancerObjects.serviceId(balancer, installation)))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new LeanStore<>())
                        .build(),
                context);
    }

    private static ResourceID owner(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return new ResourceID(labels.get(Labels.LOAD_BALANCER), labels.get(Labels.LOAD_BALANCER_NAMESPACE));
    }

    /** Whether nobody wants the object any more: the API server has the last word, as a cache may not know a new load balancer. */
    static <R extends HasMetadata> boolean isOne(R object, Context<R> context) {
        if (!object.getMetadata().getOwnerReferences().isEmpty()
                || object.getMetadata().getDeletionTimestamp() != null) {
            return false;
        }
        ResourceID owner = owner(object);
        return isGone(context.getSecondaryResource(LoadBalancer.class).orElse(null))
                && isGone(context.getClient()
                        .resources(LoadBalancer.class)
                        .inNamespace(owner.getNamespace().orElseThrow())
                        .withName(owner.getName())
                        .get());
    }

    private static boolean isGone(LoadBalancer balancer) {
        return balancer == null || balancer.getMetadata().getDeletionTimestamp() != null;
    }

    /** Deletes the object. A load balancer that comes in this moment sees the deletion, and makes it again. */
    static <R extends HasMetadata> void delete(R object, Context<R> context) {
        DesiredSet.in(context).delete(object);
    }
}
