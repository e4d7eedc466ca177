package dev.davit.operator.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Optional;

/**
 * Writes a status, and only when it differs from the one seen: as a merge patch of the difference, so that fields of
 * another writer stay as they are, bound to the object's uid, so that a successor of the same name gets nothing.
 */
public final class StatusWriter {
    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(DesiredSet.FIELD_MANAGER)
            .build();

    private StatusWriter() {}

    /** Writes the status if it differs; says whether it did. An object that has gone meanwhile is fine. */
    public static <S, P extends CustomResource<?, S>> boolean write(Context<P> context, P primary, S status) {
        return write(context, primary, status, false);
    }

    /**
     * The same, and a conflict (thrown) when anybody changed the object since it was read: for numbers that are
     * allocated in a status.
     */
    public static <S, P extends CustomResource<?, S>> boolean writeIfUnchanged(
            Context<P> context, P primary, S status) {
        return write(context, primary, status, true);
    }

    /**
     * Writes into the status of an object of another kind than the pass's, read just now; a conflict (thrown) when
     * anybody changed it since.
     */
    public static <S, P extends CustomResource<?, S>> void writeOther(KubernetesClient client, P object, S status) {
        patch(object, status, true)
                .ifPresent(
                        patch -> client.resource(object).subresource("status").patch(MERGE, patch.toString()));
    }

    /** Says whether the object has this status already. */
    public static <S, P extends CustomResource<?, S>> boolean isWritten(P primary, S status) {
        return patch(primary, status, false).isEmpty();
    }

    private static <S, P extends CustomResource<?, S>> boolean write(
            Context<P> context, P primary, S status, boolean conditional) {
        Optional<ObjectNode> patch = patch(primary, status, conditional);
        if (patch.isEmpty()) {
            return false;
        }
        try {
            P written = context.getClient()
                    .resource(primary)
                    .subresource("status")
                    .patch(MERGE, patch.get().toString());
            Caches.ofPrimary(context).statusWritten(primary, written);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                return false;
            }
            throw e;
        }
    }

    static <S, P extends CustomResource<?, S>> Optional<ObjectNode> patch(P primary, S status, boolean conditional) {
        ObjectNode difference = Matching.mergePatch(Matching.tree(primary.getStatus()), Matching.tree(status));
        if (difference.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode patch = difference.objectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.put("uid", primary.getMetadata().getUid());
        if (conditional) {
            metadata.put("resourceVersion", primary.getMetadata().getResourceVersion());
        }
        patch.set("status", difference);
        return Optional.of(patch);
    }
}
