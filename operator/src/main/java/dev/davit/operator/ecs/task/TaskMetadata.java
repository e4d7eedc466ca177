package dev.davit.operator.ecs.task;

import dev.davit.api.common.TaskMetadataToken;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.operator.config.GatewayService;
import dev.davit.operator.config.RuntimeKey;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * Where a container of a task learns of itself: the gateway, by its Service's name, so that a task starts without a gateway and
 * outlives a Service's address.
 */
@Singleton
public class TaskMetadata {

    /** The variable in which programs and SDKs look for the address. */
    static final String VARIABLE = "ECS_CONTAINER_METADATA_URI_V4";

    private final String authority;
    private final Supplier<byte[]> key;

    @Inject
    TaskMetadata(GatewayService gateway, RuntimeKey key) {
        this(authority(gateway.id()), key::value);
    }

    TaskMetadata(String authority, Supplier<byte[]> key) {
        this.authority = authority;
        this.key = key;
    }

    static String authority(ResourceID service) {
        return service.getName() + "." + service.getNamespace().orElseThrow() + ".svc:" + GatewayService.RUNTIME_PORT;
    }

    /** The address of a container, by its name in the task definition. */
    String uri(Task task, String container) {
        TaskMetadataToken token = new TaskMetadataToken(
                task.getMetadata().getNamespace(), task.getMetadata().getName(), container);
        return "http://" + authority + "/v4/" + token.text(key.get());
    }
}
