package dev.davit.operator.ecs.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.StopCode;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.operator.ecs.service.deployment.DefinitionLookup;
import dev.davit.operator.ecs.service.deployment.LoadBalancing;
import dev.davit.operator.ecs.service.deployment.TargetGroupFacts;
import dev.davit.operator.fargate.CapacityProviders;
import dev.davit.operator.fargate.TaskDefinitions;
import dev.davit.operator.kernel.ApiErrors;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What one pass over a service reads from and writes to the cluster. */
final class ServiceClient {

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(DesiredSet.FIELD_MANAGER)
            .build();

    private final Context<Service> context;
    private final Service service;
    private final String namespace;

    ServiceClient(Context<Service> context, Service service) {
        this.context = context;
        this.service = service;
        this.namespace = service.getMetadata().getNamespace();
    }

    ServiceInputs gather(CapacityProviders providers, String region, Instant now) {
        DefinitionLookup lookup = new DefinitionLookup(
                new TaskDefinitions(all(TaskDefinition.class).toList(), this::revision), region);
        return new ServiceInputs(
                service,
                tasks().filter(task -> Owners.owns(service, task)).toList(),
                context.getPrimaryCache()
                        .list(namespace)
                        .filter(other -> !other.getMetadata()
                                .getUid()
                                .equals(service.getMetadata().getUid()))
                        .toList(),
                all(Cluster.class).toList(),
                lookup.find(service),
                balancing(),
                Nodes.of(nodes()),
                providers,
                region,
                now);
    }

    /** Looked for only where the service has load balancers. */
    private LoadBalancing balancing() {
        return LoadBalancing.balancers(service.getSpec()).findAny().isEmpty()
                ? new LoadBalancing(namespace, Map.of(), Map.of())
                : TargetGroupFacts.of(namespace, all(TargetGroup.class), all(Rule.class));
    }

    /** A pass after a failed one may have made tasks whose answers were lost: it asks the API server itself. */
    private Stream<Task> tasks() {
        return context.getRetryInfo().isPresent()
                ? context
                        .getClient()
                        .resources(Task.class)
                        .inNamespace(namespace)
                        .withLabel(ServiceLabels.SERVICE, service.getMetadata().getName())
                        .list()
                        .getItems()
                        .stream()
                : context.getSecondaryResourcesAsStream(Task.class);
    }

    private Optional<ControllerRevision> revision(String name) {
        return Optional.ofNullable(context.getClient()
                .resources(ControllerRevision.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** Makes a task; one of its name that is there already was made by an earlier try. None when that is somebody else's. */
    Optional<Task> start(Task task) {
        return Optional.of(DesiredSet.in(context).create(task)).filter(made -> Owners.owns(service, made));
    }

    /**
     * Asks a task to stop, and says why. One that is gone, or is no longer as this pass saw it, is left alone: it may have been
     * asked before, and the cache not know that yet.
     *
     * @return whether it was asked now
     */
    boolean stop(Task task, String reason) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").put("resourceVersion", task.getMetadata().getResourceVersion());
        patch.putObject("spec")
                .put("desiredStatus", "STOPPED")
                .put("stopCode", StopCode.ServiceSchedulerInitiated.name())
                .put("stoppedReason", reason);
        try {
            context.getClient()
                    .resources(Task.class)
                    .inNamespace(namespace)
                    .withName(task.getMetadata().getName())
                    .patch(MERGE, patch.toString());
            return true;
        } catch (KubernetesClientException e) {
            if (!ApiErrors.gone(e)) {
                throw e;
            }
            return false;
        }
    }

    /** Makes what the service owns of that kind so; returns false when the name is somebody else's. */
    <R extends HasMetadata> boolean made(Class<R> type, Optional<R> wanted) {
        List<R> known = all(type).filter(object -> Owners.owns(service, object)).toList();
        if (wanted.isPresent() && known.isEmpty()) {
            R there = DesiredSet.in(context).create(wanted.get());
            return Owners.owns(service, there)
                    || Owners.ownedByNamesake(service, there); // that one is about to be collected
        }
        DesiredSet.in(context).converge(wanted.stream().toList(), known);
        return true;
    }

    void remove(Task task) {
        DesiredSet.in(context).delete(task);
    }

    private Stream<Node> nodes() {
        return context.eventSourceRetriever().getEventSourceFor(Node.class) instanceof ResourceCache<?> cache
                ? cache.list().map(Node.class::cast)
                : Stream.empty();
    }

    @SuppressWarnings("unchecked")
    private <R extends HasMetadata> Stream<R> all(Class<R> type) {
        return context.eventSourceRetriever().getEventSourceFor(type) instanceof ResourceCache<?> cache
                ? ((ResourceCache<R>) cache).list(namespace)
                : Stream.empty();
    }
}
