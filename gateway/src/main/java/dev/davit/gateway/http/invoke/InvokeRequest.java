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
 */
record InvokeRequest(
        HttpServerRequest request,
        String id,
        FunctionReference reference,
        InvocationType type,
        Refusal refusal,
        String clientContext) {

    private static final String TYPE = "X-Amz-Invocation-Type";
    private static final String CONTEXT = "X-Amz-Client-Context";

    static InvokeRequest of(HttpServerRequest request, String id, String functionName) {
        FunctionReference reference = FunctionReference.parse(functionName, qualifier(request));
        if (reference.refusal() != null) {
            return refused(request, id, reference.refusal());
        }
        String typeText = request.getHeader(TYPE);
        InvocationType type = InvocationType.of(typeText);
        if (type == null) {
            return refused(
                    request,
                    id,
                    Refusal.of(
                            ErrorCode.VALIDATION,
                            "1 validation error detected: Value '" + typeText
                                    + "' at 'invocationType' failed to satisfy constraint: Member must satisfy enum"
                                    + " value set: [Event, RequestResponse, DryRun]"));
        }
        String context = request.getHeader(CONTEXT);
        if (context == null || type != InvocationType.REQUEST_RESPONSE) {
            return new InvokeRequest(request, id, reference, type, null, null);
        }
        String decoded = context.length() > ClientContext.LONGEST ? null : ClientContext.decode(context);
        return decoded == null
                ? refused(request, id, badContext(context))
                : new InvokeRequest(request, id, reference, type, null, decoded);
    }

    private static Refusal badContext(String context) {
        return Refusal.of(
                ErrorCode.INVALID_CONTENT,
                context.length() > ClientContext.LONGEST
                        ? "Client context must be at most " + ClientContext.LONGEST + " bytes of base64-encoded JSON."
                        : "Client context must be a valid Base64-encoded JSON object.");
    }

    private static InvokeRequest refused(HttpServerRequest request, String id, Refusal refusal) {
        return new InvokeRequest(request, id, null, null, refusal, null);
    }

    private static String qualifier(HttpServerRequest request) {
        String query = request.query();
        return query == null || query.isEmpty() ? null : request.getParam("Qualifier");
    }
}
