package dev.davit.operator.ecs.service;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.operator.ecs.service.deployment.DefinitionLookup;
import dev.davit.operator.ecs.service.deployment.LoadBalancing;
import dev.davit.operator.ecs.service.plan.ZoneBalance;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What wakes services: their tasks, and what their specs name. */
final class ServiceSources {

    private ServiceSources() {}

    static List<EventSource<?, Service>> of(EventSourceContext<Service> context, EventWriter events) {
        var tasks = InformerEventSourceConfiguration.from(Task.class, Service.class)
                .withLabelSelector(ServiceLabels.SERVICE)
                .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(Service.class))
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(new LeanStore<>())
                .withOnUpdateFilter((now, before) -> !said(now).equals(said(before)))
                .build();
        var names = InformerEventSourceConfiguration.from(io.fabric8.kubernetes.api.model.Service.class, Service.class)
                .withLabelSelector(Labels.COMPONENT + "=" + DiscoveryService.COMPONENT)
                .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(Service.class))
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(new LeanStore<>())
                .build();
        var budgets = InformerEventSourceConfiguration.from(PodDisruptionBudget.class, Service.class)
                .withLabelSelector(Labels.COMPONENT + "=" + DisruptionBudget.COMPONENT)
                .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(Service.class))
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(new LeanStore<>())
                .withOnUpdateFilter((now, before) -> !Objects.equals(generation(now), generation(before)))
                .build();
        var cachedTasks = new InformerEventSource<>(tasks, context);
        return List.of(
                cachedTasks,
                new DeletedServices(context, events),
                new InformerEventSource<>(names, context),
                new InformerEventSource<>(budgets, context),
                nodes(cachedTasks, context),
                named(TaskDefinition.class, DefinitionLookup::concerns, context),
                named(Cluster.class, (cluster, service) -> true, context),
                named(TargetGroup.class, (group, service) -> balanced(service), context),
                named(Rule.class, (rule, service) -> balanced(service), context));
    }

    /** Wakes services with tasks on a node that is drained, or is not any more, and those that even out their zones. */
    private static EventSource<Node, Service> nodes(
            InformerEventSource<Task, Service> tasks, EventSourceContext<Service> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Node.class, Service.class)
                        .withNamespaces(Set.of(Constants.WATCH_ALL_NAMESPACES))
                        .withPrimaryToSecondaryMapper((Service service) -> Set.of())
                        .withSecondaryToPrimaryMapper(node -> Stream.concat(
                                        tasks.list(task -> on(node, task)).flatMap(ServiceSources::owner),
                                        context.getPrimaryCache()
                                                .list(ZoneBalance::asked)
                                                .map(ResourceID::fromResource))
                                .collect(Collectors.toSet()))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new NodeStore())
                        .withOnUpdateFilter((now, before) ->
                                Nodes.draining(now) != Nodes.draining(before) || Nodes.open(now) != Nodes.open(before))
                        .build(),
                context);
    }

    private static boolean on(Node node, Task task) {
        return task.getStatus() != null && node.getMetadata().getName().equals(task.getStatus().nodeName);
    }

    private static Stream<ResourceID> owner(Task task) {
        return Mappers.<Task>fromOwnerReferences(Service.class).toPrimaryResourceIDs(task).stream();
    }

    private static Long generation(HasMetadata object) {
        return object.getMetadata().getGeneration();
    }

    private static boolean balanced(Service service) {
        return LoadBalancing.balancers(service.getSpec()).findAny().isPresent();
    }

    private static <R extends HasMetadata> EventSource<R, Service> named(
            Class<R> type, BiPredicate<R, Service> concerns, EventSourceContext<Service> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, Service.class)
                        .withPrimaryToSecondaryMapper((Service service) -> Set.of())
                        .withSecondaryToPrimaryMapper(named -> context.getPrimaryCache()
                                .list(named.getMetadata().getNamespace(), service -> concerns.test(named, service))
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new LeanStore<>())
                        .build(),
                context);
    }

    /** What of a task its scheduler looks at. */
    private static List<Object> said(Task task) {
        var status = task.getStatus();
        return status == null
                ? Arrays.asList(task.getSpec().desiredStatus, task.getMetadata().getDeletionTimestamp())
                : Arrays.asList(
                        task.getSpec().desiredStatus,
                        task.getMetadata().getDeletionTimestamp(),
                        status.lastStatus,
                        status.desiredStatus,
                        status.healthStatus,
                        status.targetHealth,
                        status.nodeName,
                        TaskReading.hindrance(status),
                        status.pullStoppedAt,
                        status.startedAt,
                        status.stoppedAt,
                        status.stoppedReason);
    }
}
