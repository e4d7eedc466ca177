package dev.davit.operator.ecs.service;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.Task;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

/** Does to Tasks what their own reconciler and nodes would, when it is told to: the service sees nothing but their status. */
record TaskRunner(KubernetesClient client, String namespace) {

    private static final PatchContext MERGE =
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

    List<Task> tasks() {
        return client.resources(Task.class).inNamespace(namespace).list().getItems();
    }

    /** Lets each task take its next step: start, unless {@code bad} says that it fails; stop, when it is asked to. Says whether one did. */
    boolean step(Predicate<Task> bad) {
        boolean moved = false;
        for (Task task : tasks()) {
            String last = task.getStatus() == null ? null : task.getStatus().lastStatus;
            boolean stop = "STOPPED".equals(task.getSpec().desiredStatus);
            if ("STOPPED".equals(last) || "RUNNING".equals(last) && !stop) {
                continue;
            }
            moved = true;
            if (stop) {
                stopped(task, "ServiceSchedulerInitiated", task.getSpec().stoppedReason);
            } else if (bad.test(task)) {
                stopped(task, "TaskFailedToStart", "CannotPullContainerError: no such image");
            } else {
                running(task);
            }
        }
        return moved;
    }

    void running(Task task) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("lastStatus", "RUNNING").put("desiredStatus", "RUNNING").put("startedAt", now());
        write(task, status.put("healthStatus", "HEALTHY"));
    }

    void stopped(Task task, String code, String reason) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("lastStatus", "STOPPED").put("desiredStatus", "STOPPED").put("stoppedAt", now());
        write(task, status.put("stopCode", code).put("stoppedReason", reason));
    }

    void unhealthy(Task task) {
        write(task, JsonNodeFactory.instance.objectNode().put("healthStatus", "UNHEALTHY"));
    }

    void on(String node, String task) {
        write(
                client.resources(Task.class)
                        .inNamespace(namespace)
                        .withName(task)
                        .get(),
                JsonNodeFactory.instance.objectNode().put("nodeName", node));
    }

    private void write(Task task, ObjectNode status) {
        try {
            ObjectNode patch = JsonNodeFactory.instance.objectNode().set("status", status);
            client.resource(task)
                    .subresource("status")
                    .patch(MERGE, JsonMapper.builder().build().writeValueAsString(patch));
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
