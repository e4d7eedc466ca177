package dev.davit.operator.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the cluster so: applies what is wanted, prunes what is owned and no longer wanted, and makes no call for what
 * is so already. What was created goes into the pass's cache at once, so that the next pass does not create it again.
 *
 * <p>The SDK's own {@code resourceOperations} are not used: they hold back an object's events during a write and hand
 * on the last one only, which loses another one's change when a write is a patch.
 */
public final class DesiredSet {
    /** The field manager of everything the operator writes. */
    public static final String FIELD_MANAGER = "davit-operator";

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(FIELD_MANAGER)
            .withForce(true)
            .build();
    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(FIELD_MANAGER)
            .build();

    private final Optional<Context<?>> context;
    private final KubernetesClient client;

    private DesiredSet(Optional<Context<?>> context, KubernetesClient client) {
        this.context = context;
        this.client = client;
    }

    /** A set that is applied within this pass. */
    public static DesiredSet in(Context<?> context) {
        return new DesiredSet(Optional.of(context), context.getClient());
    }

    /** A set that is applied outside of passes: nobody's cache learns of it before the watch tells. */
    public static DesiredSet with(KubernetesClient client) {
        return new DesiredSet(Optional.empty(), client);
    }

    /** Applies each wanted object and deletes each actual one whose name is not wanted. */
    public <R extends HasMetadata> void converge(Collection<R> wanted, Collection<R> actual) {
        wanted.forEach(object -> apply(object, named(actual, object)));
        actual.stream()
                .filter(object -> named(wanted, object).isEmpty())
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null)
                .forEach(this::delete);
    }

    /**
     * Applies one object on the server side, unless the cached one has all of it. A {@code resourceVersion} in it makes
     * the write conditional: another one's write in between is a conflict.
     */
    public <R extends HasMetadata> R apply(R desired, Optional<R> cached) {
        if (cached.isPresent() && Matching.covers(Matching.tree(cached.get()), withoutVersion(desired))) {
            return cached.get();
        }
        R applied = client.resource(desired).patch(APPLY);
        if (cached.isEmpty()) {
            remember(applied);
        }
        return applied;
    }

    /** Creates the object; an equal name that is there already is read and returned, so that a repeated pass is safe. */
    public <R extends HasMetadata> R create(R desired) {
        try {
            R created = client.resource(desired).create();
            remember(created);
            return created;
        } catch (KubernetesClientException e) {
            if (!ApiErrors.alreadyExists(e)) {
                throw e;
            }
            R existing = client.resource(desired).get();
            if (existing == null) {
                throw e;
            }
            return existing;
        }
    }

    /** Adds an owner, and leaves those that are there alone: no write of another owner is lost. */
    public <R extends HasMetadata> void addOwner(R object, OwnerReference owner) {
        R live = client.resource(object).get();
        if (live != null
                && live.getMetadata().getOwnerReferences().stream()
                        .anyMatch(known -> known.getUid().equals(owner.getUid()))) {
            return; // the cache does not know yet
        }
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/uid")
                .put("value", object.getMetadata().getUid());
        patch.addObject()
                .put("op", "add")
                .put("path", "/metadata/ownerReferences/-")
                .set("value", Matching.tree(owner));
        client.resource(object).patch(PatchContext.of(PatchType.JSON), patch.toString());
    }

    /** Merges labels into an object, unless it has them. */
    public <R extends HasMetadata> void label(R object, Map<String, String> labels) {
        ObjectNode wanted = (ObjectNode) Matching.tree(labels);
        if (Matching.covers(Matching.tree(object.getMetadata().getLabels()), wanted)) {
            return;
        }
        ObjectNode patch = wanted.objectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.put("uid", object.getMetadata().getUid());
        metadata.set("labels", wanted);
        client.resource(object).patch(MERGE, patch.toString());
    }

    /** Deletes the object in the background; one that has gone already is fine. */
    public void delete(HasMetadata object) {
        client.resource(object)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    /** Deletes the object with so many seconds for its processes to end. */
    public void delete(HasMetadata object, long graceSeconds) {
        client.resource(object)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .withGracePeriod(graceSeconds)
                .delete();
    }

    private <R extends HasMetadata> void remember(R created) {
        context.flatMap(pass -> Caches.of(pass, created)).ifPresent(cache -> cache.created(created));
    }

    private static JsonNode withoutVersion(HasMetadata desired) {
        JsonNode tree = Matching.tree(desired);
        ((ObjectNode) tree.path("metadata")).remove("resourceVersion");
        return tree;
    }

    private static <R extends HasMetadata> Optional<R> named(Collection<R> objects, R like) {
        return objects.stream()
                .filter(object ->
                        object.getMetadata().getName().equals(like.getMetadata().getName()))
                .findFirst();
    }
}
