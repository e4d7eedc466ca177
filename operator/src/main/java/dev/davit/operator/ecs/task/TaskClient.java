package dev.davit.operator.ecs.task;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.operator.fargate.Revisions;
import dev.davit.operator.fargate.TaskDefinitions;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one pass over a task reads from and writes to the cluster. */
final class TaskClient {

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(DesiredSet.FIELD_MANAGER)
            .build();

    /** Containers are found by their names. */
    private static final PatchContext STRATEGIC_MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.STRATEGIC_MERGE)
            .withFieldManager(DesiredSet.FIELD_MANAGER)
            .build();

    private final Context<Task> context;
    private final String namespace;

    TaskClient(Context<Task> context, Task task) {
        this.context = context;
        this.namespace = task.getMetadata().getNamespace();
    }

    static List<EventSource<?, Task>> eventSources(EventSourceContext<Task> context) {
        var pods = InformerEventSourceConfiguration.from(Pod.class, Task.class)
                .withLabelSelector(Labels.COMPONENT + "=" + Labels.TASK)
                .withInformerListLimit(Lean.PAGE_OF_SMALL)
                .withItemStore(new TaskPodStore())
                .build();
        var definitions = InformerEventSourceConfiguration.from(TaskDefinition.class, Task.class)
                .withSecondaryToPrimaryMapper(definition -> waiting(definition, context))
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(new LeanStore<>())
                .build();
        var revisions = InformerEventSourceConfiguration.from(ControllerRevision.class, Task.class)
                .withLabelSelector(Labels.COMPONENT + "=" + Revisions.COMPONENT)
                .withSecondaryToPrimaryMapper(revision -> Set.of())
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(new LeanStore<>())
                .build();
        return List.of(
                new InformerEventSource<>(pods, context),
                new InformerEventSource<>(definitions, context),
                new InformerEventSource<>(revisions, context));
    }

    private static Set<ResourceID> waiting(TaskDefinition definition, EventSourceContext<Task> context) {
        return context.getPrimaryCache()
                .list(definition.getMetadata().getNamespace(), task -> RevisionLookup.concerns(definition, task))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    TaskInputs gather(Task task, String region, Instant now) {
        String name = TaskPod.name(task);
        Optional<Pod> pod = cached(Pod.class, name).filter(p -> Owners.owns(task, p));
        Optional<Pod> namesake = Optional.empty();
        boolean known = task.getStatus() != null && task.getStatus().podName != null;
        if (pod.isEmpty() && known) {
            // A cache may lag behind our own write: the task is over only when the API server says so.
            Optional<Pod> live = read(Pod.class, name);
            pod = live.filter(p -> Owners.owns(task, p));
        } else if (pod.isEmpty()) {
            namesake = cached(Pod.class, name);
        }
        return new TaskInputs(task, pod.map(found -> told(found, now)), namesake, region, now);
    }

    private Pod told(Pod pod, Instant now) {
        return UnmountedVolumes.isSuspected(PodReading.of(pod), now)
                ? UnmountedVolumes.told(
                        pod,
                        context.getClient()
                                .v1()
                                .events()
                                .inNamespace(namespace)
                                .withField(
                                        "involvedObject.uid", pod.getMetadata().getUid())
                                .withField("reason", UnmountedVolumes.FAILED_MOUNT)
                                .list()
                                .getItems())
                : pod;
    }

    RevisionLookup revisions(String region) {
        return new RevisionLookup(
                new TaskDefinitions(
                        source(TaskDefinition.class).list(namespace).toList(),
                        name -> cached(ControllerRevision.class, name).or(() -> read(ControllerRevision.class, name))),
                region);
    }

    /** Writes why the pod stops and takes it out of its target groups, in one write; it goes on until then. */
    Pod deregister(Pod pod, StopCause cause, Instant until) {
        ObjectNode patch = leave(pod, cause);
        ((ObjectNode) patch.at("/metadata/annotations")).put(Registration.UNTIL, until.toString());
        return context.getClient().resource(pod).patch(MERGE, patch.toString());
    }

    /** Writes why the pod stops and stops it, in one write; the kubelet ends it in its grace period and keeps it. */
    Pod stop(Pod pod, StopCause cause) {
        ObjectNode patch = leave(pod, cause);
        patch.putObject("spec").put("activeDeadlineSeconds", 1);
        return context.getClient().resource(pod).patch(MERGE, patch.toString());
    }

    /** Gives containers their images: the kubelet starts them. */
    Pod release(Pod pod, List<PlannedContainer> containers, Instant now) {
        ObjectNode patch = of(pod);
        patch.withObject("/metadata/annotations")
                .put(
                        ContainerOrder.RELEASED_AT,
                        now.truncatedTo(ChronoUnit.SECONDS).toString());
        containers.forEach(container -> image(patch, container, container.image()));
        return context.getClient().resource(pod).patch(STRATEGIC_MERGE, patch.toString());
    }

    /** Takes containers' images away: the kubelet does not start them again. */
    Pod hold(Pod pod, List<PlannedContainer> containers) {
        ObjectNode patch = of(pod);
        containers.forEach(container -> image(patch, container, ContainerOrder.HELD));
        return context.getClient().resource(pod).patch(STRATEGIC_MERGE, patch.toString());
    }

    /** Writes why the pod stops and takes some containers' images away, in one write: the kubelet ends them. */
    Pod stopSome(Pod pod, StopCause cause, List<PlannedContainer> containers) {
        ObjectNode patch = leave(pod, cause);
        containers.forEach(container -> image(patch, container, ContainerOrder.HELD));
        return context.getClient().resource(pod).patch(STRATEGIC_MERGE, patch.toString());
    }

    private static void image(ObjectNode patch, PlannedContainer container, String image) {
        patch.withObject("/spec")
                .withArray("containers")
                .addObject()
                .put("name", container.container())
                .put("image", image);
    }

    private static ObjectNode leave(Pod pod, StopCause cause) {
        ObjectNode patch = of(pod);
        patch.withObject("/metadata/annotations").put(StopCause.ANNOTATION, cause.write());
        ObjectNode labels = patch.withObject("/metadata/labels").put(Labels.STOPPING, Labels.ENABLED);
        Registration.labels(pod).forEach(labels::putNull);
        return patch;
    }

    /** A patch of this very pod: of another one of its name it changes nothing. */
    private static ObjectNode of(Pod pod) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").put("uid", pod.getMetadata().getUid());
        return patch;
    }

    /** Deletes a pod that has no node yet, unless it got one meanwhile. */
    void withdraw(Pod pod) {
        context.getClient()
                .resource(pod)
                .lockResourceVersion(pod.getMetadata().getResourceVersion())
                .delete();
    }

    private <R extends HasMetadata> Optional<R> cached(Class<R> type, String name) {
        return source(type).get(new ResourceID(name, namespace));
    }

    private <R extends HasMetadata> Optional<R> read(Class<R> type, String name) {
        return Optional.ofNullable(context.getClient()
                .resources(type)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    @SuppressWarnings("unchecked")
    private <R extends HasMetadata> InformerEventSource<R, Task> source(Class<R> type) {
        return (InformerEventSource<R, Task>) context.eventSourceRetriever().getEventSourceFor(type);
    }
}
