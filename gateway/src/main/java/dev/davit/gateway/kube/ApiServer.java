package dev.davit.gateway.kube;

import dev.davit.gateway.kernel.Causes;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Calls to the API server that wait for nobody: the client's own methods would block. */
final class ApiServer {

    private static final Logger LOG = Logger.getLogger(ApiServer.class.getName());
    private static final long WARNING_PAUSE = 60_000_000_000L;
    private static final String JSON = "application/json";
    private static final String APPLY = "application/apply-patch+yaml";
    private static final String MERGE = "application/merge-patch+json";

    private final KubernetesClient client;
    private final Duration patience;
    private final AtomicLong warnDueNanos = new AtomicLong(System.nanoTime());

    ApiServer(KubernetesClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /** Creates an object and reads what the API server makes of it. */
    <T> CompletionStage<T> create(String path, T object, Class<T> type) {
        String json = client.getKubernetesSerialization().asJson(object);
        return send(request -> request.post(JSON, json), path).thenApply(answer -> read(answer, type));
    }

    /**
     * Creates an object that is a question and leaves nothing behind. When it could not be asked, or the API server failed,
     * it is asked once more, unless much of the patience is gone; that it failed is told in the log.
     */
    <T> CompletionStage<T> ask(String path, T question, Class<T> type) {
        long began = System.nanoTime();
        return create(path, question, type)
                .exceptionallyCompose(failure -> isWorthAnotherTry(failure, began)
                        ? create(path, question, type)
                        : CompletableFuture.failedFuture(failure))
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        LOG.log(Level.WARNING, "A {0} failed: {1}", new Object[] {
                            type.getSimpleName(), Causes.of(failure)
                        });
                    }
                });
    }

    /** Once a minute at most. */
    private void warn(String what, Throwable cause) {
        long now = System.nanoTime();
        long due = warnDueNanos.get();
        if (now - due >= 0 && warnDueNanos.compareAndSet(due, now + WARNING_PAUSE)) {
            LOG.log(Level.WARNING, "A {0} failed: {1}", new Object[] {what, cause});
        }
    }

    private boolean isWorthAnotherTry(Throwable failure, long began) {
        boolean refused = Causes.of(failure) instanceof ApiServerException answer && answer.code() < 500;
        return !refused && System.nanoTime() - began < patience.toNanos() / 2;
    }

    /** Reads an object. */
    <T> CompletionStage<T> get(String path, Class<T> type) {
        return send(request -> request, path).thenApply(answer -> read(answer, type));
    }

    /** Reads what is no object. */
    CompletionStage<String> text(String path) {
        return send(request -> request, path).thenApply(answer -> {
            check(answer, "Text");
            return answer.body();
        });
    }

    /** Applies an object server-side and reads what became of it. */
    <T> CompletionStage<T> apply(String path, Object document, Class<T> type) {
        String json = client.getKubernetesSerialization().asJson(document);
        return send(request -> request.method("PATCH", APPLY, json), path).thenApply(answer -> read(answer, type));
    }

    /** Merges a document into an object and reads what became of it. */
    <T> CompletionStage<T> merge(String path, Object document, Class<T> type) {
        String json = client.getKubernetesSerialization().asJson(document);
        return send(request -> request.method("PATCH", MERGE, json), path).thenApply(answer -> read(answer, type));
    }

    private <T> T read(HttpResponse<String> answer, Class<T> type) {
        check(answer, type.getSimpleName());
        return client.getKubernetesSerialization().unmarshal(answer.body(), type);
    }

    private void check(HttpResponse<String> answer, String what) {
        if (!answer.isSuccessful()) {
            throw new ApiServerException(
                    what + ": the API server answered " + answer.code(), answer.code(), words(answer.body()));
        }
    }

    /** The API server's own sentence; null when it says none. */
    private String words(String body) {
        try {
            Status status = client.getKubernetesSerialization().unmarshal(body, Status.class);
            return status == null ? null : status.getMessage();
        } catch (RuntimeException e) {
            return null; // a proxy's page, not the API server's answer
        }
    }

    private CompletionStage<HttpResponse<String>> send(UnaryOperator<HttpRequest.Builder> method, String path) {
        try {
            HttpClient http = client.getHttpClient();
            String uri = client.getMasterUrl().toString().replaceAll("/$", "") + path;
            HttpRequest request = method.apply(
                            http.newHttpRequestBuilder().uri(uri).timeout(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .build();
            return http.sendAsync(request, String.class).copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The API server did not do what it was asked to. */
    static final class ApiServerException extends RuntimeException {

        private final int code;
        private final String words;

        ApiServerException(String message, int code, String words) {
            super(message);
            this.code = code;
            this.words = words;
        }

        /** What it said; null when it said nothing. */
        String words() {
            return words;
        }

        /** The HTTP status of its answer. */
        int code() {
            return code;
        }
    }
}
