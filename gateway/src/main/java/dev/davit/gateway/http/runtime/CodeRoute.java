package dev.davit.gateway.http.runtime;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.davit.gateway.catalog.ArchiveEntry;
import dev.davit.gateway.catalog.ArchiveStore;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.dispatch.Dispatcher;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** {@code GET /2026-11-01/code/{sha256}}: an archive of the function that the environment has become, and no other's. */
record CodeRoute(Dispatcher dispatcher, ArchiveStore archives, Executor owner) {

    static final String PATH = "/2026-11-01/code/";

    private static final CharSequence ZIP = HttpHeaders.createOptimized("application/zip");

    void handle(RuntimeCall call, String sha256) {
        HttpServerResponse response = call.request().response();
        RevisionEntry revision = dispatcher.revisionOf(call.caller());
        ArchiveEntry archive = revision == null ? null : revision.archives().find(sha256);
        if (archive == null) {
            RuntimeAnswers.notFound(response);
            return;
        }
        archives.hold(revision.key(), archive)
                .whenComplete((held, failure) -> owner.execute(() -> {
                    if (failure == null) {
                        send(response, held);
                    } else {
                        RuntimeAnswers.error(response, 502, "CodeUnavailable", message(failure));
                    }
                }));
    }

    /** From the file to the socket: no byte of it passes through the heap. */
    private static void send(HttpServerResponse response, ArchiveStore.Held held) {
        if (response.closed()) {
            held.close();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, ZIP);
        response.sendFile(held.file().toString()).onComplete(done -> held.close());
    }

    private static String message(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
