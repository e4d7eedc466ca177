package dev.davit.operator.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** Owner references, by which garbage collection follows a deletion even while the operator is down. */
public final class Owners {
    private Owners() {}

    /** The one owner that controls the object. */
    public static OwnerReference controller(HasMetadata owner) {
        return reference(owner, true);
    }

    /** One owner of several: the object goes when the last one has gone. */
    public static OwnerReference shared(HasMetadata owner) {
        return reference(owner, null);
    }

    /** Says whether the object belongs to the owner. */
    public static boolean owns(HasMetadata owner, HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference ->
                        reference.getUid().equals(owner.getMetadata().getUid()));
    }

    /** Says whether the object belonged to another of the same kind and name, which is gone: it is collected in a moment. */
    public static boolean ownedByNamesake(HasMetadata owner, HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> reference.getApiVersion().equals(owner.getApiVersion())
                        && reference.getKind().equals(owner.getKind())
                        && reference.getName().equals(owner.getMetadata().getName())
                        && !reference.getUid().equals(owner.getMetadata().getUid()));
    }

    private static OwnerReference reference(HasMetadata owner, Boolean controller) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(controller)
                .build();
    }
}
