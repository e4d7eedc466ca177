package dev.davit.gateway.http.ecs.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.TaskSize;
import dev.davit.api.ecs.v1alpha1.ContainerOverride;
import dev.davit.api.ecs.v1alpha1.HealthStatus;
import dev.davit.api.ecs.v1alpha1.StopCode;
import dev.davit.api.ecs.v1alpha1.Tag;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.TaskLifecycle;
import dev.davit.api.ecs.v1alpha1.TaskOverride;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A Task as DescribeTasks tells of it. */
public final class TaskDocument {

    /** As every task runs. */
    public static final String FARGATE = "FARGATE";

    private static final String PLATFORM_VERSION = "1.4.0";

    private TaskDocument() {}

    /**
     * A task with its ARN and its cluster's.
     *
     * @param definition what it runs, of which is told what the operator has not said yet; null when that is not known
     * @param tags whether its tags are asked for
     */
    public static ObjectNode of(Task task, String arn, String clusterArn, TaskDefinitionSpec definition, boolean tags) {
        TaskStatus status = TaskFacts.status(task);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("taskArn", arn);
        document.put("clusterArn", clusterArn);
        put(document, "taskDefinitionArn", TaskFacts.definition(task));
        document.put("lastStatus", TaskFacts.last(task));
        document.put("version", version(task));
        document.put("desiredStatus", TaskFacts.desired(task));
        document.put("launchType", FARGATE);
        document.put("platformFamily", "Linux");
        document.put("platformVersion", Objects.requireNonNullElse(status.platformVersion, PLATFORM_VERSION));
        put(document, "capacityProviderName", status.capacityProviderName);
        document.put("healthStatus", Objects.requireNonNullElse(status.healthStatus, HealthStatus.UNKNOWN.name()));
        put(document, "connectivity", status.connectivity);
        put(document, "availabilityZone", status.availabilityZone);
        put(document, "group", group(task, definition));
        put(document, "startedBy", task.getSpec().startedBy);
        size(document, task, status, definition);
        stop(document, task, status);
        times(document, task, status);
        document.set("containers", new ContainerDocuments(task, arn, definition).all());
        document.set("overrides", overrides(task, status, definition));
        document.put("enableExecuteCommand", Boolean.TRUE.equals(task.getSpec().enableExecuteCommand));
        document.set("attachments", attachments(task, status));
        document.putArray("attributes");
        if (tags) {
            document.set(
                    "tags",
                    list(Objects.requireNonNullElse(task.getSpec().tags, List.<Tag>of()).stream()
                            .map(AwsNames::toAws)
                            .toList()));
        }
        return document;
    }

    /** As the operator says it, else as the definition and the overrides do. */
    private static void size(ObjectNode document, Task task, TaskStatus status, TaskDefinitionSpec definition) {
        TaskOverride override = Objects.requireNonNullElseGet(task.getSpec().overrides, TaskOverride::new);
        String cpu = definition == null ? null : Objects.requireNonNullElse(override.cpu, definition.cpu);
        String memory = definition == null ? null : Objects.requireNonNullElse(override.memory, definition.memory);
        put(document, "cpu", status.cpu == null ? Units.of(cpu) : status.cpu);
        put(document, "memory", status.memory == null ? Units.of(memory) : status.memory);
        Integer disk = disk(override, definition);
        if (disk != null) {
            document.putObject("ephemeralStorage").put("sizeInGiB", disk);
        }
    }

    /** Null where the definition is not known, and the override does not say it. */
    private static Integer disk(TaskOverride override, TaskDefinitionSpec definition) {
        if (override.ephemeralStorage != null) {
            return override.ephemeralStorage.sizeInGiB;
        }
        if (definition == null) {
            return null;
        }
        return definition.ephemeralStorage == null ? TaskSize.DEFAULT_DISK_GIB : definition.ephemeralStorage.sizeInGiB;
    }

    /** AWS counts a task's changes; here the words of its life that it has come to, which are told in order. */
    private static int version(Task task) {
        return TaskLifecycle.valueOf(TaskFacts.last(task)).ordinal() + 1;
    }

    private static String group(Task task, TaskDefinitionSpec definition) {
        String group = TaskFacts.group(task);
        return group == null && definition != null ? "family:" + definition.family : group;
    }

    private static void stop(ObjectNode document, Task task, TaskStatus status) {
        boolean asked = status.stopCode == null && TaskFacts.desired(task).equals(TaskFacts.STOPPED);
        put(document, "stopCode", asked ? code(task) : status.stopCode);
        put(document, "stoppedReason", asked ? task.getSpec().stoppedReason : status.stoppedReason);
    }

    private static String code(Task task) {
        String asked = task.getSpec().stopCode;
        return asked == null ? StopCode.UserInitiated.name() : asked;
    }

    private static void times(ObjectNode document, Task task, TaskStatus status) {
        Times.put(
                document,
                "createdAt",
                Objects.requireNonNullElse(status.createdAt, task.getMetadata().getCreationTimestamp()));
        Times.put(document, "connectivityAt", status.connectivityAt);
        Times.put(document, "pullStartedAt", status.pullStartedAt);
        Times.put(document, "pullStoppedAt", status.pullStoppedAt);
        Times.put(document, "startedAt", status.startedAt);
        Times.put(document, "stoppingAt", status.stoppingAt);
        Times.put(document, "executionStoppedAt", status.executionStoppedAt);
        Times.put(document, "stoppedAt", status.stoppedAt);
    }

    /** As AWS has them: each container by its name, with what it takes instead, if it takes anything. */
    private static ObjectNode overrides(Task task, TaskStatus status, TaskDefinitionSpec definition) {
        TaskOverride override = Objects.requireNonNullElseGet(task.getSpec().overrides, TaskOverride::new);
        ObjectNode document = AwsNames.toAws(override);
        List<ContainerOverride> taken =
                Objects.requireNonNullElse(override.containerOverrides, List.<ContainerOverride>of());
        ArrayNode containers = document.putArray("containerOverrides");
        names(status, definition)
                .forEach(name -> containers.add(taken.stream()
                        .filter(each -> each.name.equals(name))
                        .findFirst()
                        .map(AwsNames::toAws)
                        .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("name", name))));
        document.putArray("inferenceAcceleratorOverrides");
        return document;
    }

    private static Stream<String> names(TaskStatus status, TaskDefinitionSpec definition) {
        if (status.containers != null) {
            return status.containers.stream().map(container -> container.name);
        }
        return definition == null
                ? Stream.empty()
                : definition.containerDefinitions.stream().map(container -> container.name);
    }

    /** The one network interface of a task, where its address is known; programs look for it here. */
    private static ArrayNode attachments(Task task, TaskStatus status) {
        ArrayNode attachments = JsonNodeFactory.instance.arrayNode();
        if (status.containers == null) {
            return attachments;
        }
        status.containers.stream()
                .filter(container -> container.networkInterfaces != null)
                .flatMap(container -> container.networkInterfaces.stream())
                .filter(network -> network.privateIPv4Address != null)
                .findFirst()
                .ifPresent(network -> {
                    ObjectNode attachment = attachments.addObject();
                    attachment.put("id", task.getMetadata().getUid());
                    attachment.put("type", "ElasticNetworkInterface");
                    attachment.put("status", TaskFacts.last(task).equals(TaskFacts.STOPPED) ? "DELETED" : "ATTACHED");
                    attachment
                            .putArray("details")
                            .addObject()
                            .put("name", "privateIPv4Address")
                            .put("value", network.privateIPv4Address);
                });
        return attachments;
    }

    /** All of several. */
    public static ArrayNode list(List<ObjectNode> documents) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        documents.forEach(list::add);
        return list;
    }

    private static void put(ObjectNode document, String name, String value) {
        if (value != null) {
            document.put(name, value);
        }
    }
}
