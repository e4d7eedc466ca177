package dev.davit.gateway.http.runtime;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.davit.gateway.catalog.ArchiveEntry;
import dev.davit.gateway.catalog.ArchiveStore;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.kernel.Causes;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.observe.FaultListener;
import dev.davit.gateway.observe.FaultReport;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Executor;

/** {@code GET /2026-11-01/code/{sha256}}: an archive of the function that the environment has become, and no other's. */
record CodeRoute(Dispatcher dispatcher, ArchiveStore archives, Executor owner, FaultListener faults) {

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
                        String text = text(failure);
                        faults.happened(new FaultReport(
                                Fault.ARCHIVE_UNAVAILABLE, text, null, revision.function(), revision.version()));
                        RuntimeAnswers.error(response, 502, "CodeUnavailable", quoted(text));
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

    static String text(Throwable failure) {
        Throwable cause = Causes.of(failure);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
