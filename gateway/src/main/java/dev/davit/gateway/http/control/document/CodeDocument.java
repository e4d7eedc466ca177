package dev.davit.gateway.http.control.document;

import dev.davit.api.lambda.v1alpha1.FunctionCode;
import java.util.Objects;

/** Pure: where the code of a function is, as AWS's {@code FunctionCodeLocation}. */
public final class CodeDocument {

    private CodeDocument() {}

    /** Code in the cluster itself has no address to download it from. */
    public static Document of(Subject subject) {
        if (subject.version() != null) {
            boolean image = subject.revision() != null && subject.revision().getSpec().imageURI != null;
            return image ? image(subject.revision().getSpec().imageURI) : inCluster();
        }
        FunctionCode code = Objects.requireNonNullElseGet(subject.function().getSpec().code, FunctionCode::new);
        if (code.imageURI != null) {
            return image(code.imageURI);
        }
        if (code.archive != null) {
            return new Document().put("RepositoryType", "HTTP").put("Location", code.archive.url);
        }
        if (code.s3Bucket != null) {
            Document object = new Document()
                    .put("S3Bucket", code.s3Bucket)
                    .put("S3Key", code.s3Key)
                    .put("S3ObjectVersion", code.s3ObjectVersion);
            return new Document().put("RepositoryType", "S3").put("ResolvedS3Object", object);
        }
        return inCluster();
    }

    private static Document inCluster() {
        return new Document().put("RepositoryType", "Kubernetes");
    }

    private static Document image(String uri) {
        return new Document()
                .put("RepositoryType", "ECR")
                .put("ImageUri", uri)
                .put("ResolvedImageUri", uri.contains("@sha256:") ? uri : null);
    }
}
