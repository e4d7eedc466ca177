package dev.davit.operator.lambda.layer;

import dev.davit.api.common.Arn;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.RevisionLayer;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.operator.functions.RevisionOwners;
import dev.davit.operator.kernel.Lean;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
        Set<Long> numbers = new HashSet<>();
        each(LayerVersion.class, other -> {
            if (LayerReport.isPublished(other) && other.getSpec().layerName.equals(layer.getSpec().layerName)) {
                numbers.add(other.getStatus().versionNumber);
            }
        });
        return numbers;
    }

    /** What the revisions of functions hold of the layer; those of functions that are gone are about to be collected. */
    Set<LayerNumbers.Use> running() {
        Set<LayerNumbers.Use> uses = new HashSet<>();
        each(FunctionRevision.class, revision -> {
            List<LayerNumbers.Use> held = uses(revision);
            if (!held.isEmpty() && RevisionOwners.anyStays(revision, client)) {
                uses.addAll(held);
            }
        });
        return uses;
    }

    private List<LayerNumbers.Use> uses(FunctionRevision revision) {
        return revision.getSpec().layers == null
                ? List.of()
                : revision.getSpec().layers.stream()
                        .flatMap(held -> use(held).stream())
                        .toList();
    }

    private Optional<LayerNumbers.Use> use(RevisionLayer held) {
        String before = "layer:" + layer.getSpec().layerName + ":";
        return Arn.parse(held.arn)
                .map(Arn::resource)
                .filter(resource -> resource.startsWith(before))
                .map(resource -> Long.parseLong(resource.substring(before.length())))
                .map(number -> new LayerNumbers.Use(number, held.archive.sha256));
    }

    /** In pages: each object may hold an archive, or code. */
    private <T extends HasMetadata> void each(Class<T> kind, Consumer<T> visitor) {
        String next = null;
        do {
            var page = client.resources(kind)
                    .inNamespace(layer.getMetadata().getNamespace())
                    .list(new ListOptionsBuilder()
                            .withLimit(Lean.PAGE)
                            .withContinue(next)
                            .build());
            page.getItems().forEach(visitor);
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
    }
}
