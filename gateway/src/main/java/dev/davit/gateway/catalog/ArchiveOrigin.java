package dev.davit.gateway.catalog;

/** Where the bytes of an archive can be had. */
public sealed interface ArchiveOrigin {

    /** From a web server. */
    record Address(String url) implements ArchiveOrigin {}

    /** From a bucket of the installation's S3 endpoint; {@code version} may be null. */
    record Bucket(String bucket, String key, String version) implements ArchiveOrigin {}

    /** From the revision itself, which holds it. */
    record InRevision() implements ArchiveOrigin {}

    /** From the copy that is kept of a layer, or from the LayerVersion of that name, which held it when it was accepted. */
    record InLayer(String name) implements ArchiveOrigin {}
}
