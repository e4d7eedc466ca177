package dev.davit.gateway.http.ecs.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.ContainerOverride;
import dev.davit.api.ecs.v1alpha1.HealthStatus;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskContainer;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.TaskOverride;
import java.util.List;
import java.util.Objects;

/**
 * The containers of a task: as the operator says them, else as its definition does.
 *
 * @param task the task
 * @param taskArn its ARN
 * @param definition what it runs, or null
 */
record ContainerDocuments(Task task, String taskArn, TaskDefinitionSpec definition) {

    ArrayNode all() {
        ArrayNode containers = JsonNodeFactory.instance.arrayNode();
        List<TaskContainer> known = TaskFacts.status(task).containers;
        if (known != null) {
            known.forEach(container -> containers.add(known(container)));
        } else if (definition != null) {
            definition.containerDefinitions.forEach(container -> containers.add(planned(container)));
        }
        return containers;
    }

    private ObjectNode known(TaskContainer container) {
        ObjectNode document = AwsNames.toAws(container);
        identify(document, container.name);
        if (definition != null) {
            definition.containerDefinitions.stream()
                    .filter(planned -> planned.name.equals(container.name))
                    .findFirst()
                    .ifPresent(planned -> size(document, planned));
        }
        return document;
    }

    private ObjectNode planned(ContainerDefinition container) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        identify(document, container.name);
        document.put("name", container.name);
        document.put("image", container.image);
        document.put("lastStatus", TaskFacts.last(task).equals(TaskFacts.STOPPED) ? TaskFacts.STOPPED : "PENDING");
        document.put("healthStatus", HealthStatus.UNKNOWN.name());
        document.putArray("networkInterfaces");
        size(document, container);
        return document;
    }

    private void identify(ObjectNode document, String name) {
        document.put("containerArn", taskArn.replaceFirst(":task/", ":container/") + "/" + name);
        document.put("taskArn", taskArn);
    }

    /** In AWS's answers a container that asks for no CPU has 0, and one without memory none. */
    private void size(ObjectNode document, ContainerDefinition container) {
        ContainerOverride override = override(container.name);
        Integer cpu = override.cpu == null ? container.cpu : override.cpu;
        document.put("cpu", String.valueOf(cpu == null ? 0 : cpu));
        put(document, "memory", override.memory == null ? container.memory : override.memory);
        put(
                document,
                "memoryReservation",
                override.memoryReservation == null ? container.memoryReservation : override.memoryReservation);
    }

    private static void put(ObjectNode document, String name, Integer mebibytes) {
        if (mebibytes != null) {
            document.put(name, mebibytes.toString());
        }
    }

    private ContainerOverride override(String container) {
        TaskOverride overrides = Objects.requireNonNullElseGet(task.getSpec().overrides, TaskOverride::new);
        return Objects.requireNonNullElse(overrides.containerOverrides, List.<ContainerOverride>of()).stream()
                .filter(each -> each.name.equals(container))
                .findFirst()
                .orElseGet(ContainerOverride::new);
    }
}
