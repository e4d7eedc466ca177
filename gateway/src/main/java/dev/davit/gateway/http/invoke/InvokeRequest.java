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

    /** {@code InvokeWithResponseStream}. */
    static InvokeRequest ofStream(Exchange exchange, String functionName) {
        InvokeRequest invoke = of(exchange, functionName);
        if (invoke.type == InvocationType.EVENT) {
            return refused(
                    exchange,
                    notOneOf(exchange.request().getHeader(TYPE), "invocationType", "[RequestResponse, DryRun]"));
        }
        return new InvokeRequest(
                exchange, invoke.reference, invoke.type, invoke.refusal, invoke.clientContext, invoke.tail, true);
    }

    static InvokeRequest of(Exchange exchange, String functionName) {
        HttpServerRequest request = exchange.request();
        FunctionReference reference = FunctionReference.parse(functionName, qualifier(request));
        if (reference.refusal() != null) {
            return refused(exchange, reference.refusal());
        }
        String typeText = request.getHeader(TYPE);
        InvocationType type = InvocationType.of(typeText);
        if (type == null) {
            return refused(exchange, notOneOf(typeText, "invocationType", "[Event, RequestResponse, DryRun]"));
        }
        String logType = request.getHeader(LOG_TYPE);
        boolean tail = "Tail".equals(logType);
        if (!tail && logType != null && !logType.equals("None")) {
            return refused(exchange, notOneOf(logType, "logType", "[None, Tail]"));
        }
        String context = request.getHeader(CONTEXT);
        if (context == null || type != InvocationType.REQUEST_RESPONSE) {
            return new InvokeRequest(exchange, reference, type, null, null, tail, false);
        }
        String decoded = context.length() > ClientContext.LONGEST ? null : ClientContext.decode(context);
        return decoded == null
                ? refused(exchange, badContext(context))
                : new InvokeRequest(exchange, reference, type, null, decoded, tail, false);
    }

    /** The deprecated InvokeAsync: an Event whatever its headers say. */
    static InvokeRequest event(Exchange exchange, String functionName) {
        FunctionReference reference = FunctionReference.parse(functionName, null);
        return reference.refusal() == null
                ? new InvokeRequest(exchange, reference, InvocationType.EVENT, null, null, false, false)
                : refused(exchange, reference.refusal());
    }

    private static Refusal badContext(String context) {
        return Refusal.of(
                ErrorCode.INVALID_CONTENT,
                context.length() > ClientContext.LONGEST
                        ? "Client context must be at most " + ClientContext.LONGEST + " bytes of base64-encoded JSON."
                        : "Client context must be a valid Base64-encoded JSON object.");
    }

    private static InvokeRequest refused(Exchange exchange, Refusal refusal) {
        return new InvokeRequest(exchange, null, null, refusal, null, false, false);
    }

    private static Refusal notOneOf(String value, String member, String values) {
        return Refusal.of(
                ErrorCode.VALIDATION,
                "1 validation error detected: Value '" + value + "' at '" + member
                        + "' failed to satisfy constraint: Member must satisfy enum value set: " + values);
    }

    private static String qualifier(HttpServerRequest request) {
        String query = request.query();
        return query == null || query.isEmpty() ? null : request.getParam("Qualifier");
    }
}
