package dev.davit.gateway.kube;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.davit.api.common.LayerCopies;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.gateway.catalog.ArchiveEntry;
import dev.davit.gateway.catalog.ArchiveOrigin;
import dev.davit.gateway.catalog.EmbeddedArchives;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.kernel.Causes;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads archives that objects of the cluster hold themselves; each is asked for once, when it is first needed. */
final class EmbeddedZipFiles implements EmbeddedArchives {

    private static final JsonMapper JSON = new JsonMapper();

    private final ApiServer api;

    EmbeddedZipFiles(ApiServer api) {
        this.api = api;
    }

    @Override
    public CompletionStage<byte[]> load(RevisionKey revision, ArchiveEntry archive) {
        return switch (archive.origin()) {
            case ArchiveOrigin.InRevision here ->
                api.get(
                                path("davit.dev/v1alpha1", revision, "functionrevisions", revision.name()),
                                FunctionRevision.class)
                        .thenApply(object -> decode(object.getSpec().code.archive.zipFile));
            case ArchiveOrigin.InLayer layer ->
                kept(revision, archive.sha256())
                        .exceptionallyCompose(failure -> isNotFound(failure)
                                ? held(revision, layer.name()) // not copied yet: the revision is that new
                                : CompletableFuture.failedFuture(failure));
            default -> CompletableFuture.failedFuture(new IllegalArgumentException("Not in the cluster: " + archive));
        };
    }

    /** The copy of a layer, which outlives its LayerVersion. */
    private CompletionStage<byte[]> kept(RevisionKey revision, String sha256) {
        return api.get(
                        path("apps/v1", revision, "controllerrevisions", LayerCopies.name(sha256)),
                        ControllerRevision.class)
                .thenApply(copy -> decode(JSON.valueToTree(copy.getData())
                        .path(LayerCopies.ZIP_FILE)
                        .textValue()));
    }

    private CompletionStage<byte[]> held(RevisionKey revision, String layerVersion) {
        return api.get(path("lambda.davit.dev/v1alpha1", revision, "layerversions", layerVersion), LayerVersion.class)
                .thenApply(object -> decode(object.getSpec().content.zipFile))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        isNotFound(failure) ? new IllegalStateException(gone(layerVersion), failure) : failure));
    }

    private static String gone(String layerVersion) {
        return "The LayerVersion " + layerVersion
                + " that held the layer was deleted before a copy of it was kept: publish the layer again and name its new ARN"
                + " in the function's layers.";
    }

    private static boolean isNotFound(Throwable failure) {
        Throwable cause = Causes.of(failure);
        return cause instanceof ApiServer.ApiServerException answer && answer.code() == 404;
    }

    private static String path(String version, RevisionKey in, String plural, String name) {
        return "/apis/" + version + "/namespaces/" + in.namespace() + "/" + plural + "/" + name;
    }

    private static byte[] decode(String base64) {
        if (base64 == null) {
            throw new IllegalStateException("The object holds no archive any more.");
        }
        return Base64.getDecoder().decode(base64);
    }
}
