package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A zip archive as it was accepted: where it is, and which bytes it must have for ever. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RevisionArchive {

    /** Its address. */
    @Size(max = 2048) public String url;

    /** Its bucket on the installation's S3 endpoint. */
    @Size(max = 63) public String s3Bucket;

    /** Its key in the bucket. */
    @Size(max = 1024) public String s3Key;

    /** Its version in the bucket. */
    @Size(max = 1024) public String s3ObjectVersion;

    /** Itself, in base64. */
    @Size(max = 1398104) public String zipFile;

    /** The LayerVersion that holds it as its zipFile. */
    @Size(max = 253) public String layerVersion;

    /** Its SHA-256 as 64 hexadecimal digits. */
    @Size(max = 64) public String sha256;

    /** Its bytes. */
    public Long size;

    /** Its bytes unzipped, as counted when it was accepted. */
    public Long unzippedSize;
}
