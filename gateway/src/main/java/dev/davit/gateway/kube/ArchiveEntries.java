package dev.davit.gateway.kube;

import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.api.davit.v1alpha1.RevisionArchive;
import dev.davit.gateway.catalog.ArchiveEntry;
import dev.davit.gateway.catalog.ArchiveOrigin;
import dev.davit.gateway.catalog.RevisionArchives;
import java.util.List;
import java.util.Objects;

/** Pure: the archives of a revision, without the bytes of those that it holds itself. */
final class ArchiveEntries {

    private ArchiveEntries() {}

    static RevisionArchives of(FunctionRevisionSpec spec) {
        RevisionArchive code = spec.code == null ? null : spec.code.archive;
        if (code == null && spec.layers == null) {
            return RevisionArchives.NONE;
        }
        List<ArchiveEntry> layers = spec.layers == null
                ? List.of()
                : spec.layers.stream().map(layer -> entry(layer.archive)).toList();
        return new RevisionArchives(code == null ? null : entry(code), layers);
    }

    private static ArchiveEntry entry(RevisionArchive archive) {
        return new ArchiveEntry(
                Objects.requireNonNull(archive.sha256), Objects.requireNonNullElse(archive.size, 0L), origin(archive));
    }

    private static ArchiveOrigin origin(RevisionArchive archive) {
        if (archive.url != null) {
            return new ArchiveOrigin.Address(archive.url);
        }
        if (archive.s3Bucket != null) {
            return new ArchiveOrigin.Bucket(archive.s3Bucket, archive.s3Key, archive.s3ObjectVersion);
        }
        return archive.layerVersion != null
                ? new ArchiveOrigin.InLayer(archive.layerVersion)
                : new ArchiveOrigin.InRevision();
    }
}
