package dev.davit.gateway.http.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.EcsCluster;
import dev.davit.api.common.TaskDefinitionName;
import dev.davit.api.ecs.v1alpha1.Tag;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskContainer;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.gateway.http.ecs.document.TaskDocument;
import dev.davit.gateway.http.ecs.document.TaskFacts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Pure: a Task as the task metadata endpoint of Fargate tells of it, in that endpoint's names and units. */
record MetadataDocument(Task task, String region) {

    private static final String SERVICE = "service:";
    private static final double UNITS = 1024;

    /** {@code /task} and, with tags, {@code /taskWithTags}. */
    ObjectNode task(boolean tags) {
        TaskStatus status = status();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("Cluster", clusterArn());
        document.put("TaskARN", taskArn());
        put(document, "Family", TaskFacts.family(task));
        put(document, "Revision", revision());
        put(document, "ServiceName", service());
        document.put("DesiredStatus", TaskFacts.desired(task));
        document.put("KnownStatus", TaskFacts.last(task));
        if (status.cpu != null && status.memory != null) {
            document.putObject("Limits")
                    .put("CPU", Integer.parseInt(status.cpu) / UNITS)
                    .put("Memory", Integer.parseInt(status.memory));
        }
        put(document, "PullStartedAt", status.pullStartedAt);
        put(document, "PullStoppedAt", status.pullStoppedAt);
        put(document, "ExecutionStoppedAt", status.executionStoppedAt);
        put(document, "AvailabilityZone", status.availabilityZone);
        document.put("LaunchType", TaskDocument.FARGATE);
        var containers = document.putArray("Containers");
        containers().forEach(container -> containers.add(container(container)));
        if (tags) {
            tags(document);
        }
        return document;
    }

    /** The container of that name: before the Task tells of it, what is known of all containers. */
    ObjectNode container(String name) {
        return container(containers().stream()
                .filter(container -> container.name.equals(name))
                .findFirst()
                .orElseGet(() -> unknown(name)));
    }

    /** {@code /task/stats}: nobody measures here, which AWS says with a null for each container. */
    ObjectNode stats() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        containers().stream()
                .map(container -> container.runtimeId)
                .filter(Objects::nonNull)
                .forEach(document::putNull);
        return document;
    }

    /** {@code /stats}. */
    static JsonNode noStats() {
        return JsonNodeFactory.instance.nullNode();
    }

    private ObjectNode container(TaskContainer container) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        put(document, "DockerId", container.runtimeId);
        document.put("Name", container.name);
        document.put("DockerName", container.name);
        put(document, "Image", container.image);
        put(document, "ImageID", container.imageDigest);
        labels(document.putObject("Labels"), container.name);
        document.put("DesiredStatus", TaskFacts.desired(task));
        document.put("KnownStatus", Objects.requireNonNullElse(container.lastStatus, "PENDING"));
        if (container.exitCode != null) {
            document.put("ExitCode", container.exitCode);
        }
        put(document, "StartedAt", container.startedAt);
        put(document, "FinishedAt", container.stoppedAt);
        if (container.healthStatus != null && !container.healthStatus.equals("UNKNOWN")) {
            document.putObject("Health").put("status", container.healthStatus);
        }
        document.put("Type", "NORMAL");
        address(container).ifPresent(address -> document.putArray("Networks")
                .addObject()
                .put("NetworkMode", "awsvpc")
                .putArray("IPv4Addresses")
                .add(address));
        document.put("ContainerARN", arn("container/" + EcsCluster.of(task) + "/" + name() + "/" + container.name));
        return document;
    }

    private void labels(ObjectNode labels, String container) {
        labels.put("com.amazonaws.ecs.cluster", clusterArn());
        labels.put("com.amazonaws.ecs.container-name", container);
        labels.put("com.amazonaws.ecs.task-arn", taskArn());
        put(labels, "com.amazonaws.ecs.task-definition-family", TaskFacts.family(task));
        put(labels, "com.amazonaws.ecs.task-definition-version", revision());
    }

    private void tags(ObjectNode document) {
        List<Tag> tags = Objects.requireNonNullElse(task.getSpec().tags, List.of());
        if (!tags.isEmpty()) {
            ObjectNode all = document.putObject("TaskTags");
            tags.forEach(tag -> all.put(tag.key, Objects.requireNonNullElse(tag.value, "")));
        }
    }

    private static Optional<String> address(TaskContainer container) {
        return Objects.requireNonNullElse(
                        container.networkInterfaces, List.<dev.davit.api.ecs.v1alpha1.TaskNetworkInterface>of())
                .stream()
                .map(network -> network.privateIPv4Address)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static TaskContainer unknown(String name) {
        TaskContainer container = new TaskContainer();
        container.name = name;
        return container;
    }

    private TaskStatus status() {
        return Objects.requireNonNullElseGet(task.getStatus(), TaskStatus::new);
    }

    private List<TaskContainer> containers() {
        return Objects.requireNonNullElse(status().containers, List.of());
    }

    private String revision() {
        return TaskDefinitionName.parse(TaskFacts.definition(task))
                .filter(name -> name.revision().isPresent())
                .map(name -> Long.toString(name.revision().getAsLong()))
                .orElse(null);
    }

    private String service() {
        String group = task.getSpec().group;
        return group != null && group.startsWith(SERVICE) ? group.substring(SERVICE.length()) : null;
    }

    private String name() {
        return task.getMetadata().getName();
    }

    private String taskArn() {
        return Arn.task(region, account(), EcsCluster.of(task), name()).toString();
    }

    private String clusterArn() {
        return arn("cluster/" + EcsCluster.of(task));
    }

    private String arn(String resource) {
        return Arn.of(Arn.ECS, region, account(), resource).toString();
    }

    private String account() {
        return Accounts.of(task.getMetadata().getNamespace());
    }

    private static void put(ObjectNode document, String name, String value) {
        if (value != null) {
            document.put(name, value);
        }
    }
}
