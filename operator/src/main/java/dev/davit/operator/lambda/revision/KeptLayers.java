package dev.davit.operator.lambda.revision;

import dev.davit.api.common.Labels;
import dev.davit.api.common.LayerCopies;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.RevisionArchive;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.Owners;
import dev.davit.transfer.Hashes;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps the archives that layer versions hold for as long as a revision uses them, whatever becomes of the LayerVersion: each in
 * one copy, which all revisions of the namespace that use it own.
 */
final class KeptLayers {
    private static final Logger LOG = Logger.getLogger(KeptLayers.class);

    private KeptLayers() {}

    /** The copies without what is in them; one that is deleted is made again. */
    static EventSource<ControllerRevision, FunctionRevision> source(EventSourceContext<FunctionRevision> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ControllerRevision.class, FunctionRevision.class)
                        .withLabelSelector(Labels.COMPONENT + "=" + Labels.LAYER_ARCHIVE)
                        .withPrimaryToSecondaryMapper(KeptLayers::ids)
                        .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(FunctionRevision.class))
                        .withOnAddFilter(copy -> false)
                        .withOnUpdateFilter((now, before) -> false)
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new TransformingItemStore<>(KeptLayers::lean))
                        .build(),
                context);
    }

    private static ControllerRevision lean(ControllerRevision copy) {
        copy.setData(null);
        return Lean.metadata(copy);
    }

    private static Set<ResourceID> ids(FunctionRevision revision) {
        String namespace = revision.getMetadata().getNamespace();
        return held(revision).stream()
                .map(archive -> new ResourceID(LayerCopies.name(archive.sha256), namespace))
                .collect(Collectors.toSet());
    }

    private static List<RevisionArchive> held(FunctionRevision revision) {
        return revision.getSpec().layers == null
                ? List.of()
                : revision.getSpec().layers.stream()
                        .map(layer -> layer.archive)
                        .filter(archive -> archive.layerVersion != null)
                        .toList();
    }

    /** Sees to it that there is a copy of each of the revision's layers, and that it lives as long as the revision. */
    static void keep(FunctionRevision revision, Context<FunctionRevision> context) {
        List<RevisionArchive> archives = held(revision);
        if (archives.isEmpty()) {
            return;
        }
        Map<String, ControllerRevision> copies = context.getSecondaryResourcesAsStream(ControllerRevision.class)
                .collect(Collectors.toMap(copy -> copy.getMetadata().getName(), copy -> copy));
        DesiredSet cluster = DesiredSet.in(context);
        for (RevisionArchive archive : archives) {
            Optional.ofNullable(copies.get(LayerCopies.name(archive.sha256)))
                    .or(() -> zipFile(revision, archive, context)
                            .map(zipFile -> cluster.create(copy(revision, archive, zipFile))))
                    .filter(copy -> !Owners.owns(revision, copy))
                    .ifPresent(copy -> cluster.addOwner(copy, Owners.shared(revision)));
        }
    }

    private static ControllerRevision copy(FunctionRevision revision, RevisionArchive archive, String zipFile) {
        return new ControllerRevisionBuilder()
                .withNewMetadata()
                .withName(LayerCopies.name(archive.sha256))
                .withNamespace(revision.getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .addToLabels(Labels.COMPONENT, Labels.LAYER_ARCHIVE)
                .addToOwnerReferences(Owners.shared(revision))
                .endMetadata()
                .withRevision(1L)
                .withData(Map.of(LayerCopies.ZIP_FILE, zipFile))
                .build();
    }

    /** The archive that the LayerVersion holds; empty when it has gone, or is another's of its name. */
    private static Optional<String> zipFile(
            FunctionRevision revision, RevisionArchive archive, Context<FunctionRevision> context) {
        String namespace = revision.getMetadata().getNamespace();
        Optional<String> zipFile = Optional.ofNullable(context.getClient()
                        .resources(LayerVersion.class)
                        .inNamespace(namespace)
                        .withName(archive.layerVersion)
                        .get())
                .map(layer -> layer.getSpec().content.zipFile)
                .filter(text ->
                        archive.sha256.equals(Hashes.of(Base64.getDecoder().decode(text))));
        if (zipFile.isEmpty()) {
            LOG.warnf(
                    "revision %s of namespace %s uses the layer %s, which was deleted before a copy of it was kept",
                    revision.getMetadata().getName(), namespace, archive.layerVersion);
        }
        return zipFile;
    }
}
