package dev.davit.operator.ecs.service;

import dev.davit.api.common.EcsCluster;
import dev.davit.api.common.InactiveService;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Leaves an event for each service that goes, as ECS tells of a deleted service for a while. No finalizer waits for it: a service
 * that goes while the operator is away leaves none.
 */
final class DeletedServices extends InformerEventSource<Service, Service> {

    private final EventWriter events;

    DeletedServices(EventSourceContext<Service> context, EventWriter events) {
        super(
                InformerEventSourceConfiguration.from(Service.class, Service.class)
                        .withName("deleted-services")
                        .withPrimaryToSecondaryMapper((Service service) -> Set.of())
                        .withSecondaryToPrimaryMapper(service -> Set.of())
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new LeanStore<>())
                        .build(),
                context);
        this.events = events;
    }

    @Override
    public synchronized void onDelete(Service service, boolean deletedFinalStateUnknown) {
        super.onDelete(service, deletedFinalStateUnknown);
        String name = ServiceNames.of(service);
        events.writeNamed(
                InactiveService.event(cluster(service), name),
                annotations(service),
                service,
                ServiceEvents.inactive(name));
    }

    /** As its status says, which knows what a reference led to. */
    private static String cluster(Service service) {
        boolean said = service.getStatus() != null && service.getStatus().clusterARN != null;
        return EcsCluster.ofText(said ? service.getStatus().clusterARN : service.getSpec().cluster);
    }

    private static Map<String, String> annotations(Service service) {
        Map<String, String> all = new HashMap<>();
        all.put(InactiveService.OBJECT, service.getMetadata().getName());
        if (service.getStatus() != null && service.getStatus().taskDefinition != null) {
            all.put(InactiveService.TASK_DEFINITION, service.getStatus().taskDefinition);
        }
        return all;
    }
}
