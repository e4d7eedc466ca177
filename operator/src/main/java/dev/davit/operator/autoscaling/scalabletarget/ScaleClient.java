package dev.davit.operator.autoscaling.scalabletarget;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Objects;
import java.util.Optional;

/** Reads a service's desired count, and sets it. */
final class ScaleClient {

    /** Who says how many tasks there are: an owner of its own, beside that of all else which the operator writes. */
    static final String FIELD_MANAGER = "davit-autoscaling";

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(FIELD_MANAGER)
            .build();
    private static final ResourceDefinitionContext SERVICES = ResourceDefinitionContext.fromResourceType(Service.class);

    private final KubernetesClient client;
    private final String namespace;

    ScaleClient(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** The service as it is now. */
    Optional<Service> service(String name) {
        return Optional.ofNullable(client.resources(Service.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** What of a service counts here. */
    static Turn.Counted counted(Service service) {
        boolean deploying = service.getStatus() != null
                && service.getStatus().deployments != null
                && service.getStatus().deployments.stream()
                        .anyMatch(deployment -> "IN_PROGRESS".equals(deployment.rolloutState));
        return new Turn.Counted(Objects.requireNonNullElse(service.getSpec().desiredCount, 1), deploying);
    }

    /** Sets the count through the scale subresource; a conflict (thrown) when anybody changed the service since it was read. */
    void scale(Service read, int desired) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata")
                .put("uid", read.getMetadata().getUid())
                .put("resourceVersion", read.getMetadata().getResourceVersion());
        patch.putObject("spec").put("replicas", desired);
        client.genericKubernetesResources(SERVICES)
                .inNamespace(namespace)
                .withName(read.getMetadata().getName())
                .subresource("scale")
                .patch(MERGE, patch.toString());
    }
}
