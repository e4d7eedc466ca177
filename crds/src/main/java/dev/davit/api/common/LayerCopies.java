package dev.davit.api.common;

/**
 * How a layer's archive that its LayerVersion holds is kept for the revisions that use it: in an apps/v1 ControllerRevision of
 * their namespace, which never changes and goes with the last of them.
 */
public final class LayerCopies {

    /** The field of its data that is the archive in base64. */
    public static final String ZIP_FILE = "zipFile";

    private LayerCopies() {}

    /** The name of the copy of an archive with this SHA-256, 64 lower-case hexadecimal digits. */
    public static String name(String sha256) {
        return "layer-" + sha256;
    }
}
