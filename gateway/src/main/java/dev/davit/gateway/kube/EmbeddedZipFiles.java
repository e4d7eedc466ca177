package dev.davit.gateway.kube;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.gateway.catalog.ArchiveOrigin;
import dev.davit.gateway.catalog.EmbeddedArchives;
import dev.davit.gateway.catalog.RevisionKey;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads archives that revisions and layer versions hold themselves; each is asked for once, when it is first needed. */
final class EmbeddedZipFiles implements EmbeddedArchives {

    private final ApiServer api;

    EmbeddedZipFiles(ApiServer api) {
        this.api = api;
    }

    @Override
    public CompletionStage<byte[]> load(RevisionKey revision, ArchiveOrigin origin) {
        return switch (origin) {
            case ArchiveOrigin.InRevision here ->
                api.get(path("davit.dev", revision, "functionrevisions", revision.name()), FunctionRevision.class)
                        .thenApply(object -> decode(object.getSpec().code.archive.zipFile));
            case ArchiveOrigin.InLayer layer ->
                api.get(path("lambda.davit.dev", revision, "layerversions", layer.name()), LayerVersion.class)
                        .thenApply(object -> decode(object.getSpec().content.zipFile));
            default -> CompletableFuture.failedFuture(new IllegalArgumentException("Not in the cluster: " + origin));
        };
    }

    private static String path(String group, RevisionKey in, String plural, String name) {
        return "/apis/" + group + "/v1alpha1/namespaces/" + in.namespace() + "/" + plural + "/" + name;
    }

    private static byte[] decode(String base64) {
        if (base64 == null) {
            throw new IllegalStateException("The object holds no archive any more.");
        }
        return Base64.getDecoder().decode(base64);
    }
}
