package dev.davit.operator.lambda.layer;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.RevisionLayer;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.api.lambda.v1alpha1.Version;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The versions of a layer, as the API server knows them now: those that there are, and those that functions run. */
final class LayerUses {
    private final LayerVersion layer;
    private final KubernetesClient client;

    LayerUses(LayerVersion layer, KubernetesClient client) {
        this.layer = layer;
        this.client = client;
    }

    /** The numbers of the versions that there are. */
    Set<Long> published() {
        return list(LayerVersion.class)
                .filter(LayerReport::isPublished)
                .filter(other -> other.getSpec().layerName.equals(layer.getSpec().layerName))
                .map(other -> other.getStatus().versionNumber)
                .collect(Collectors.toSet());
    }

    /** What the revisions of functions hold of the layer; those of functions that are gone are about to be collected. */
    List<LayerNumbers.Use> running() {
        return list(FunctionRevision.class)
                .filter(revision -> revision.getSpec().layers != null)
                .filter(revision -> revision.getSpec().layers.stream()
                        .anyMatch(held -> use(held).isPresent()))
                .filter(this::isOwned)
                .flatMap(revision -> revision.getSpec().layers.stream())
                .flatMap(held -> use(held).stream())
                .distinct()
                .toList();
    }

    private Optional<LayerNumbers.Use> use(RevisionLayer held) {
        String[] resource = held.arn.split(":");
        return resource.length == 8 && resource[6].equals(layer.getSpec().layerName)
                ? Optional.of(new LayerNumbers.Use(Long.parseLong(resource[7]), held.archive.sha256))
                : Optional.empty();
    }

    private boolean isOwned(FunctionRevision revision) {
        return revision.getMetadata().getOwnerReferences().stream().anyMatch(this::isThere);
    }

    private boolean isThere(OwnerReference owner) {
        var kind = owner.getKind().equals(HasMetadata.getKind(Version.class)) ? Version.class : Function.class;
        HasMetadata there = client.resources(kind)
                .inNamespace(layer.getMetadata().getNamespace())
                .withName(owner.getName())
                .get();
        return there != null
                && there.getMetadata().getUid().equals(owner.getUid())
                && there.getMetadata().getDeletionTimestamp() == null;
    }

    private <T extends HasMetadata> Stream<T> list(Class<T> kind) {
        return client.resources(kind).inNamespace(layer.getMetadata().getNamespace()).list().getItems().stream();
    }
}
