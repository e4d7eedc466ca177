package dev.davit.gateway.http.runtime;

import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Poll;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.http.peer.PeerRequest;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.observe.FaultReport;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** A long poll over HTTP: a response that is not sent yet. */
final class HttpPoll implements Poll {

    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("Lambda-Runtime-Aws-Request-Id");
    static final CharSequence HAND_OUT = HttpHeaders.createOptimized("Lambda-Runtime-Invocation-Id");
    private static final CharSequence DEADLINE = HttpHeaders.createOptimized("Lambda-Runtime-Deadline-Ms");
    private static final CharSequence ARN = HttpHeaders.createOptimized("Lambda-Runtime-Invoked-Function-Arn");
    private static final CharSequence TRACE = HttpHeaders.createOptimized("Lambda-Runtime-Trace-Id");
    private static final CharSequence CLIENT_CONTEXT = HttpHeaders.createOptimized("Lambda-Runtime-Client-Context");

    /**
     * Ours: asks a managed runtime for the end of its log, which comes back as {@link ResponseRoute#LOG_TAIL}. A field of
     * the trace header, because AWS's runtime clients show no header that they do not know; the bootstraps take it out.
     */
    private static final String LOG_TYPE_TAIL = ";Davit-Log-Type=Tail";

    private final RuntimeCall call;
    private final EnvironmentId id;
    private final HttpServerResponse response;
    private final PollContext context;
    private final boolean keepsConnection;
    private String requestId;

    private HttpPoll(RuntimeCall call, PollContext context) {
        HttpServerRequest request = call.request();
        this.call = call;
        this.id = call.caller();
        this.response = request.response();
        this.context = context;
        this.keepsConnection =
                !PeerRequest.isRelayed(request) && !"close".equalsIgnoreCase(request.getHeader(HttpHeaders.CONNECTION));
    }

    /** The poll that this request is. */
    static HttpPoll of(RuntimeCall call, PollContext context) {
        HttpServerRequest request = call.request();
        HttpPoll poll = new HttpPoll(call, context);
        poll.response.exceptionHandler(failure -> {});
        request.connection().closeHandler(nothing -> poll.closed());
        return poll;
    }

    /** Its connection is gone: before an answer the poll is lost; after it, perhaps the environment. */
    private void closed() {
        if (requestId == null) {
            context.dispatcher().pollLost(id, this);
        } else if (keepsConnection) {
            context.dispatcher().connectionLost(id, requestId);
        }
    }

    @Override
    public void invocation(Invocation invocation, int timeoutSeconds) {
        Invocation.Call call = invocation.call();
        requestId = call.requestId();
        var headers = response.headers();
        headers.set(HttpHeaders.CONTENT_TYPE, RuntimeAnswers.JSON);
        headers.set(REQUEST_ID, call.requestId());
        headers.set(HAND_OUT, invocation.handOut());
        headers.set(DEADLINE, Long.toString(context.clock().epochMillis() + timeoutSeconds * 1000L));
        headers.set(ARN, call.invokedArn());
        headers.set(TRACE, trace(invocation));
        if (call.clientContext() != null) {
            headers.set(CLIENT_CONTEXT, call.clientContext());
        }
        response.end(BufferPayload.bufferOf(call.payload()));
    }

    private static String trace(Invocation invocation) {
        Invocation.Call call = invocation.call();
        String trace = invocation.runtimeTrace();
        return call.tail() && !call.revision().image() ? trace + LOG_TYPE_TAIL : trace;
    }

    @Override
    public void assignment(RevisionEntry revision, boolean provisioned) {
        requestId = "";
        if (revision.code() != null) {
            assign(revision, provisioned, revision.code());
            return;
        }
        context.codeLoader().load(revision.key()).whenComplete((code, failure) -> context.owner()
                .execute(() -> {
                    if (failure == null) {
                        assign(revision, provisioned, code);
                    } else {
                        context.faults()
                                .happened(new FaultReport(
                                        Fault.CODE_UNREADABLE,
                                        "The code of " + revision.key().name() + " cannot be read: "
                                                + CodeRoute.text(failure),
                                        null,
                                        revision.function(),
                                        revision.version()));
                        RuntimeAnswers.error(
                                response, 500, "InternalServerError", "The code cannot be read now. Try again.");
                    }
                }));
    }

    private void assign(RevisionEntry revision, boolean provisioned, Map<String, String> code) {
        if (!response.closed()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, RuntimeAnswers.JSON);
            response.end(Assignment.of(revision, provisioned, code));
        }
    }

    @Override
    public void moved() {
        requestId = "";
        context.moved().accept(call);
    }

    @Override
    public void refuse(String message) {
        requestId = "";
        RuntimeAnswers.refused(response, message);
    }
}
