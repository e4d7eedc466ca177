package dev.davit.gateway.http.invoke;

import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import io.vertx.core.http.HttpServerRequest;

/**
 * One Invoke request on its way through authentication and checks.
 *
 * @param exchange the HTTP request
 * @param reference the function it names
 * @param type the invocation type
 * @param refusal what is wrong with it, told only to proven callers; else null
 * @param clientContext decoded client context, or null
 * @param tail whether the end of the log is wanted
 * @param streamed whether the answer is to be an event stream
 */
record InvokeRequest(
        Exchange exchange,
        FunctionReference reference,
        InvocationType type,
        Refusal refusal,
        String clientContext,
        boolean tail,
        boolean streamed) {

    private static final String TYPE = "X-Amz-Invocation-Type";
    private static final String LOG_TYPE = "X-Amz-Log-Type";
    private static final String CONTEXT = "X-Amz-Client-Context";
    private static final String TENANT = "X-Amz-Tenant-Id";
    private static final String DURABLE = "X-Amz-Durable-Execution-Name";

    /** {@code InvokeWithResponseStream}. */
    static InvokeRequest ofStream(Exchange exchange, String functionName) {
        return of(exchange, functionName, true);
    }

    static InvokeRequest of(Exchange exchange, String functionName) {
        return of(exchange, functionName, false);
    }

    private static InvokeRequest of(Exchange exchange, String functionName, boolean streamed) {
        HttpServerRequest request = exchange.request();
        Constraints constraints = new Constraints();
        String qualifier;
        try {
            qualifier = qualifier(request);
        } catch (IllegalArgumentException e) {
            return refused(exchange, Constraints.UNREADABLE_QUERY);
        }
        FunctionReference reference = FunctionReference.parse(functionName, qualifier, constraints);
        InvocationType type = type(request, streamed, constraints);
        boolean tail = tail(request, constraints);
        Refusal broken = constraints.refusal();
        if (broken != null || reference.refusal() != null) {
            return refused(exchange, broken != null ? broken : reference.refusal());
        }
        Refusal unserved = unserved(request);
        if (unserved != null) {
            return refused(exchange, unserved);
        }
        String context = given(request, CONTEXT);
        String decoded = context == null ? null : ClientContext.decode(context);
        if (context != null && decoded == null) {
            return refused(exchange, ClientContext.refusal(context));
        }
        // An event carries none: AWS tells a runtime of a client context only in synchronous calls.
        return new InvokeRequest(
                exchange,
                reference,
                type,
                null,
                type == InvocationType.REQUEST_RESPONSE ? decoded : null,
                tail,
                streamed);
    }

    /** What would be another call on AWS is refused, not passed over. */
    private static Refusal unserved(HttpServerRequest request) {
        if (given(request, TENANT) != null) {
            return Refusal.of(
                    ErrorCode.INVALID_PARAMETER,
                    "The invoked function is not enabled with tenancy configuration. Leave " + TENANT + " out.");
        }
        return given(request, DURABLE) == null
                ? null
                : Refusal.of(
                        ErrorCode.INVALID_PARAMETER,
                        "The invoked function is not a durable function. Leave " + DURABLE + " out.");
    }

    /** The deprecated InvokeAsync: an Event whatever its headers say. */
    static InvokeRequest event(Exchange exchange, String functionName) {
        FunctionReference reference = FunctionReference.parse(functionName, null);
        return reference.refusal() == null
                ? new InvokeRequest(exchange, reference, InvocationType.EVENT, null, null, false, false)
                : refused(exchange, reference.refusal());
    }

    private static InvocationType type(HttpServerRequest request, boolean streamed, Constraints constraints) {
        String text = given(request, TYPE);
        InvocationType type = InvocationType.of(text);
        if (type == null || streamed && type == InvocationType.EVENT) {
            constraints.oneOf(
                    text,
                    "invocationType",
                    streamed ? "[RequestResponse, DryRun]" : "[Event, RequestResponse, DryRun]");
        }
        return type;
    }

    private static boolean tail(HttpServerRequest request, Constraints constraints) {
        String text = given(request, LOG_TYPE);
        boolean tail = "Tail".equals(text);
        if (!tail && text != null && !text.equals("None")) {
            constraints.oneOf(text, "logType", "[None, Tail]");
        }
        return tail;
    }

    /** A header's value; null when it is absent or empty, which is the same to all of them. */
    private static String given(HttpServerRequest request, String header) {
        String value = request.getHeader(header);
        return value == null || value.isEmpty() ? null : value;
    }

    private static InvokeRequest refused(Exchange exchange, Refusal refusal) {
        return new InvokeRequest(exchange, null, null, refusal, null, false, false);
    }

    private static String qualifier(HttpServerRequest request) {
        String query = request.query();
        return query == null || query.isEmpty() ? null : request.getParam("Qualifier");
    }
}
