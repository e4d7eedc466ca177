package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/**
 * Where code comes from: exactly one of inline, configMapRef, archive, imageURI, zipFile, or s3Bucket with
 * s3Key. A zip archive may have 52,428,800 bytes, 262,144,000 unzipped and 20,000 entries; it is looked into
 * before it is accepted, and never unpacked outside the function's own environment.
 */
@ValidationRule(
        value = "[has(self.inline), has(self.configMapRef), has(self.archive), has(self.imageURI), has(self.zipFile), "
                + "has(self.s3Bucket) || has(self.s3BucketRef) || has(self.s3Key)].filter(given, given).size() == 1",
        message =
                "code needs exactly one source, so that it is clear what runs: inline, configMapRef, archive, imageURI, "
                        + "zipFile, or s3Bucket with s3Key. Set one and remove the others.")
@ValidationRule(
        value =
                "!(has(self.s3Bucket) || has(self.s3BucketRef) || has(self.s3Key)) || (has(self.s3Key) && has(self.s3Bucket) "
                        + "!= has(self.s3BucketRef))",
        message = "Code in a bucket needs s3Key and either s3Bucket or s3BucketRef: add what is missing.")
@ValidationRule(
        value = "!has(self.s3ObjectVersion) || has(self.s3Key)",
        message =
                "s3ObjectVersion chooses a version of the object s3Key, which is missing: set s3Bucket and s3Key, or remove "
                        + "s3ObjectVersion.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionCode {

    /**
     * The code itself: file names to their text, for example app.py. At most 100 files and 921,600 bytes (900
     * KiB) in all, for the object must fit into the cluster's store; larger code belongs into an image. Above
     * 262,144 bytes apply it with {@code kubectl apply --server-side}. File names are relative paths of
     * letters, digits and ._-/ and stay inside the code folder.
     */
    @ValidationRule(value = "size(self) >= 1", message = "inline must hold at least one file, for example app.py.")
    @ValidationRule(
            value = "self.map(file, size(self[file])).sum() <= 921600",
            message =
                    "inline code may have 921600 bytes (900 KiB) in all, because the object must fit into the cluster's "
                            + "store: put larger code into a container image (code.imageURI).")
    @ValidationRule(
            value = "self.all(file, size(file) <= 250 && "
                    + "file.matches('^[a-zA-Z0-9_-][a-zA-Z0-9._-]*(/[a-zA-Z0-9_-][a-zA-Z0-9._-]*)*$'))",
            message =
                    "File names in inline must be relative paths such as app.py or lib/helper.py: letters, digits and . _ - "
                            + "in each part, no part starting with a dot, no leading slash, at most 250 characters. Rename the file.")
    @ValidationRule(
            value = "self.all(file, self.all(other, !other.startsWith(file + '/')))",
            message =
                    "A name in inline is that of a file and of a folder, as app.py is beside app.py/x.py: rename one of them.")
    @Size(max = 100) public Map<String, @Size(max = 921600) String> inline;

    /**
     * A ConfigMap of the namespace whose keys are the files. Davit takes a snapshot when the ConfigMap changes:
     * each change of its data makes a new revision.
     */
    public ConfigMapReference configMapRef;

    /**
     * A zip archive to download, named by its address and its hash. Davit downloads it when the function is
     * made or changed, and again whenever its cache is empty, so keep it where it is.
     */
    public CodeArchive archive;

    /**
     * A container image that holds the function and its runtime interface client, as for AWS Lambda. Use a
     * digest or a tag that never moves: the nodes pull it only when they do not have it.
     */
    @ValidationRule(
            value = "self.matches('^[^\\\\s]+$') && !self.contains('://')",
            message =
                    "imageURI must be an image name such as registry.example.org/team/hello:1, without spaces and without a "
                            + "scheme like https://.")
    @Size(min = 1, max = 2048) public String imageURI;

    /**
     * A zip archive in base64, for small ones: the object must fit into the cluster's store, so at most 1,048,576
     * bytes before base64. Larger archives belong onto a web server (archive) or into a bucket (s3Bucket).
     */
    @Size(min = 1, max = 1398104) public String zipFile;

    /**
     * The bucket of a zip archive, on the S3 endpoint that the installation names (chart value s3.endpoint);
     * without one, a function with it is not accepted.
     */
    @Size(min = 3, max = 63) public String s3Bucket;

    /**
     * The bucket of a zip archive by reference, instead of s3Bucket. Accepted by the schema; Davit has no buckets
     * of its own, so a function with it is not accepted by the operator: use s3Bucket.
     */
    public Reference s3BucketRef;

    /**
     * The key of a zip archive in the bucket. The archive is taken as it is when this field, s3ObjectVersion or
     * sha256 changes, and pinned by its hash: one that is replaced under the same key later is not run unless one
     * of them changes, as on AWS.
     */
    @Size(min = 1, max = 1024) public String s3Key;

    /** The version of the archive in a versioned bucket; default: the newest at the time it is taken. */
    @Size(min = 1, max = 1024) public String s3ObjectVersion;

    /**
     * The SHA-256 that the archive in the bucket must have, in base64: ACK's way to notice a changed archive
     * behind an unchanged key. Without it Davit takes what it finds and pins its hash. Has no effect on other
     * sources.
     */
    @Size(max = 64) public String sha256;
}
