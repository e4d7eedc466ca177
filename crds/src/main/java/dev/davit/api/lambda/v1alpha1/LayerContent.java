package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where a layer's zip archive comes from: exactly one of archive, zipFile, or s3Bucket with s3Key. */
@ValidationRule(
        value =
                "[has(self.archive), has(self.zipFile), has(self.s3Bucket) || has(self.s3Key)].filter(given, given).size() == 1",
        message =
                "content needs exactly one source, so that it is clear what the layer holds: archive, zipFile, or s3Bucket "
                        + "with s3Key. Set one and remove the others.")
@ValidationRule(
        value = "has(self.s3Bucket) == has(self.s3Key) && (!has(self.s3ObjectVersion) || has(self.s3Key))",
        message = "A layer in a bucket needs both s3Bucket and s3Key: add what is missing, or remove s3ObjectVersion.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LayerContent {

    /** A zip archive to download, named by its address and its hash. */
    public CodeArchive archive;

    /**
     * A zip archive in base64, at most 1,048,576 bytes before base64. As on AWS, functions that use the layer keep a copy of
     * it when this object is deleted.
     */
    @Size(min = 1, max = 1398104) public String zipFile;

    /** The bucket of a zip archive, on the installation's S3 endpoint. */
    @Size(min = 3, max = 63) public String s3Bucket;

    /** The key of a zip archive in the bucket; it is pinned by the hash that it has when it is taken. */
    @Size(min = 1, max = 1024) public String s3Key;

    /** The version of the archive in a versioned bucket; default: the newest at the time it is taken. */
    @Size(min = 1, max = 1024) public String s3ObjectVersion;
}
