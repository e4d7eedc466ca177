package dev.davit.operator.functions;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The functions and versions that revisions belong to, as the API server knows them now. */
public final class RevisionOwners {
    private RevisionOwners() {}

    /** Whether any of the revision's owners is there and stays; without one, the revision is about to be collected. */
    public static boolean anyStays(FunctionRevision revision, KubernetesClient client) {
        String namespace = revision.getMetadata().getNamespace();
        return revision.getMetadata().getOwnerReferences().stream().anyMatch(owner -> stays(owner, namespace, client));
    }

    private static boolean stays(OwnerReference owner, String namespace, KubernetesClient client) {
        var kind = owner.getKind().equals(HasMetadata.getKind(Version.class)) ? Version.class : Function.class;
        HasMetadata there = client.resources(kind)
                .inNamespace(namespace)
                .withName(owner.getName())
                .get();
        return there != null
                && there.getMetadata().getUid().equals(owner.getUid())
                && there.getMetadata().getDeletionTimestamp() == null;
    }
}
