package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import java.util.Map;

/** Function Code. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionCode {
    /** Inline. */
    public Map<String, String> inline;

    /** Config map ref. */
    public ConfigMapReference configMapRef;

    /** Archive. */
    public CodeArchive archive;

    /** Image uri. */
    public String imageURI;

    /** Zip file. */
    public String zipFile;

    /** S3bucket. */
    public String s3Bucket;

    /** S3bucket ref. */
    public Reference s3BucketRef;

    /** S3key. */
    public String s3Key;

    /** S3object version. */
    public String s3ObjectVersion;

    /** Sha256. */
    public String sha256;
}
