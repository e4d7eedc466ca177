package dev.davit.gateway.http.invoke;

import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import io.vertx.core.http.HttpServerRequest;

/**
 * One Invoke request on its way through authentication and checks.
 *
 * @param request the HTTP request
 * @param id its request id
 * @param reference the function it names
 * @param type the invocation type
 * @param refusal what is wrong with it, told only to proven callers; else null
 * @param clientContext decoded client context, or null
 * @param tail whether the end of the log is wanted
 * @param streamed whether the answer is to be an event stream
 */
record InvokeRequest(
        HttpServerRequest request,
        String id,
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
    static InvokeRequest ofStream(HttpServerRequest request, String id, String functionName) {
        InvokeRequest invoke = of(request, id, functionName);
        if (invoke.type == InvocationType.EVENT) {
            return refused(
                    request, id, notOneOf(request.getHeader(TYPE), "invocationType", "[RequestResponse, DryRun]"));
        }
        return new InvokeRequest(
                request, id, invoke.reference, invoke.type, invoke.refusal, invoke.clientContext, invoke.tail, true);
    }

    static InvokeRequest of(HttpServerRequest request, String id, String functionName) {
        FunctionReference reference = FunctionReference.parse(functionName, qualifier(request));
        if (reference.refusal() != null) {
            return refused(request, id, reference.refusal());
        }
        String typeText = request.getHeader(TYPE);
        InvocationType type = InvocationType.of(typeText);
        if (type == null) {
            return refused(request, id, notOneOf(typeText, "invocationType", "[Event, RequestResponse, DryRun]"));
        }
        String logType = request.getHeader(LOG_TYPE);
        boolean tail = "Tail".equals(logType);
        if (!tail && logType != null && !logType.equals("None")) {
            return refused(request, id, notOneOf(logType, "logType", "[None, Tail]"));
        }
        String context = request.getHeader(CONTEXT);
        if (context == null || type != InvocationType.REQUEST_RESPONSE) {
            return new InvokeRequest(request, id, reference, type, null, null, tail, false);
        }
        String decoded = context.length() > ClientContext.LONGEST ? null : ClientContext.decode(context);
        return decoded == null
                ? refused(request, id, badContext(context))
                : new InvokeRequest(request, id, reference, type, null, decoded, tail, false);
    }

    /** The deprecated InvokeAsync: an Event whatever its headers say. */
    static InvokeRequest event(HttpServerRequest request, String id, String functionName) {
        FunctionReference reference = FunctionReference.parse(functionName, null);
        return reference.refusal() == null
                ? new InvokeRequest(request, id, reference, InvocationType.EVENT, null, null, false, false)
                : refused(request, id, reference.refusal());
    }

    private static Refusal badContext(String context) {
        return Refusal.of(
                ErrorCode.INVALID_CONTENT,
                context.length() > ClientContext.LONGEST
                        ? "Client context must be at most " + ClientContext.LONGEST + " bytes of base64-encoded JSON."
                        : "Client context must be a valid Base64-encoded JSON object.");
    }

    private static InvokeRequest refused(HttpServerRequest request, String id, Refusal refusal) {
        return new InvokeRequest(request, id, null, null, refusal, null, false, false);
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
