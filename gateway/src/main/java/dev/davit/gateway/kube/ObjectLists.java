package dev.davit.gateway.kube;

import dev.davit.gateway.kernel.Causes;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads lists from the API server, a part at a time. */
final class ObjectLists {

    /** How many small objects are asked for at once. */
    static final int MANY = 500;

    private static final int BAD_REQUEST = 400;
    private static final int GONE = 410;

    private final ApiServer api;

    ObjectLists(ApiServer api) {
        this.api = api;
    }

    /**
     * Which objects.
     *
     * @param path of the kind in a namespace
     * @param labels a selector, or null for all
     * @param type how the API server sends them
     */
    record Kind<T extends HasMetadata>(
            String path, String labels, Class<? extends DefaultKubernetesResourceList<T>> type) {}

    /** Some of them, and how to go on; null at the end. */
    record Part<T>(List<T> items, String continuation) {}

    /** So many of them, from the first on or from a continuation. */
    <T extends HasMetadata> CompletionStage<Part<T>> part(Kind<T> kind, int limit, String continuation) {
        String path = kind.path() + "?limit=" + limit
                + (kind.labels() == null ? "" : "&labelSelector=" + encoded(kind.labels()))
                + (continuation == null ? "" : "&continue=" + encoded(continuation));
        return api.get(path, kind.type()).thenApply(list -> {
            String next = list.getMetadata().getContinue();
            return new Part<>(list.getItems(), next == null || next.isEmpty() ? null : next);
        });
    }

    /** All of them. */
    <T extends HasMetadata> CompletionStage<List<T>> all(Kind<T> kind) {
        return all(kind, null, new ArrayList<>());
    }

    private <T extends HasMetadata> CompletionStage<List<T>> all(Kind<T> kind, String continuation, List<T> before) {
        return part(kind, MANY, continuation).thenCompose(part -> {
            before.addAll(part.items());
            return part.continuation() == null
                    ? CompletableFuture.completedFuture(before)
                    : all(kind, part.continuation(), before);
        });
    }

    /** Whether a list failed because its continuation is none, or none any more. */
    static boolean isUnknownContinuation(Throwable failure) {
        return isAbout(failure, BAD_REQUEST, GONE);
    }

    /** Whether the API server answered with one of these statuses. */
    static boolean isAbout(Throwable failure, int... codes) {
        return Causes.of(failure) instanceof ApiServer.ApiServerException refused
                && Arrays.stream(codes).anyMatch(code -> code == refused.code());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
