package dev.davit.gateway.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * The archives of a revision.
 *
 * @param code its code, or null when it comes as files
 * @param layers its layers, in the order in which they are unpacked
 */
public record RevisionArchives(ArchiveEntry code, List<ArchiveEntry> layers) {

    /** Of a revision without any. */
    public static final RevisionArchives NONE = new RevisionArchives(null, List.of());

    /** All of them. */
    public List<ArchiveEntry> all() {
        if (code == null) {
            return layers;
        }
        List<ArchiveEntry> all = new ArrayList<>(layers);
        all.addFirst(code);
        return all;
    }

    /** The one with that hash, or null. */
    public ArchiveEntry find(String sha256) {
        for (ArchiveEntry archive : all()) {
            if (archive.sha256().equals(sha256)) {
                return archive;
            }
        }
        return null;
    }
}
