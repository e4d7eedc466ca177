package dev.davit.operator.kernel;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;

/**
 * What makes an object in an informer's cache small without a loss: what nothing here reads is gone, empty maps are one map,
 * and words that most objects have in common (a namespace, a condition's type, reason and message) are one string. An object
 * of the cache is only read; the SDK hands out copies of those that are reconciled.
 */
public final class Lean {
    /**
     * How many objects a cache asks for at a time when it fills. A list comes as one text, and is in memory twice before the
     * first object of it is lean; a function or a layer can hold 900 KiB of code.
     */
    public static final long PAGE = 25;

    /** The same for objects of some kilobytes that come by the thousand. */
    public static final long PAGE_OF_SMALL = 250;

    /** Where kubectl keeps a copy of the whole object. */
    static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private Lean() {}

    /** Makes the object's metadata small: managed fields and kubectl's copy of the object go. */
    public static <R extends HasMetadata> R metadata(R object) {
        ObjectMeta metadata = object.getMetadata();
        metadata.setManagedFields(null);
        metadata.setNamespace(word(metadata.getNamespace()));
        if (metadata.getAnnotations() != null && metadata.getAnnotations().containsKey(LAST_APPLIED)) {
            metadata.getAnnotations().remove(LAST_APPLIED);
        }
        metadata.setAnnotations(shared(metadata.getAnnotations()));
        metadata.setLabels(shared(metadata.getLabels()));
        metadata.setAdditionalProperties(shared(metadata.getAdditionalProperties()));
        metadata.getOwnerReferences().forEach(Lean::owner);
        object.setApiVersion(word(object.getApiVersion()));
        return object;
    }

    /** Makes the conditions of a status small, and returns them; {@code conditions} may be null. */
    public static List<Condition> conditions(List<Condition> conditions) {
        if (conditions != null) {
            conditions.forEach(Lean::condition);
        }
        return conditions;
    }

    /** The one string of that content; null for null. For what many objects have in common. */
    public static String word(String text) {
        return text == null ? null : text.intern();
    }

    private static void condition(Condition condition) {
        condition.setType(word(condition.getType()));
        condition.setStatus(word(condition.getStatus()));
        condition.setReason(word(condition.getReason()));
        condition.setMessage(word(condition.getMessage()));
        condition.setLastTransitionTime(word(condition.getLastTransitionTime()));
        condition.setAdditionalProperties(shared(condition.getAdditionalProperties()));
    }

    private static void owner(OwnerReference owner) {
        owner.setApiVersion(word(owner.getApiVersion()));
        owner.setKind(word(owner.getKind()));
        owner.setAdditionalProperties(shared(owner.getAdditionalProperties()));
    }

    private static <V> Map<String, V> shared(Map<String, V> map) {
        return map == null || map.isEmpty() ? Map.of() : map;
    }
}
