package dev.davit.gateway.otlp;

import dev.davit.gateway.observe.CallEnd;
import dev.davit.gateway.observe.CallStart;
import dev.davit.gateway.observe.CallSteps;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;

/** Pure but for the spans: what is said of a call, in the words of OpenTelemetry's semantic conventions. */
final class CallAttributes {

    private static final long MEBIBYTE = 1L << 20;
    private static final int ARN_PARTS = 7;

    private CallAttributes() {}

    /** Whether the call failed by the function or by us; what a caller did wrong is no error of the server's. */
    static boolean isError(CallEnd end) {
        boolean functions = end.errorType() != null && end.errorMessage() == null;
        return functions || end.fault() != null || end.status() >= 500;
    }

    static void ofCall(Span span, CallStart start, CallEnd end) {
        span.setAttribute(Attributes.INVOCATION, start.requestId());
        span.setAttribute(Attributes.REQUEST_ID, start.requestId());
        span.setAttribute(Attributes.TRIGGER, start.trigger().text());
        if (start.http() != null) {
            http(span, start.http(), end.status());
        }
        if (end.target() != null) {
            target(span, end.target());
        }
        CallSteps steps = end.steps();
        if (steps != null && steps.started() != 0) {
            span.setAttribute(Attributes.COLD_START, steps.coldStart());
            span.setAttribute(Attributes.INSTANCE, steps.pod());
        }
        if (end.fault() != null) {
            span.setAttribute(Attributes.ERROR_COMPONENT, end.fault().component());
            span.setAttribute(Attributes.ERROR_REASON, end.fault().reason());
        }
    }

    static void ofRun(Span span, CallEnd end) {
        if (end.target() != null) {
            span.setAttribute(Attributes.INVOKED, end.target().function().name());
            span.setAttribute(Attributes.NAMESPACE, end.target().function().namespace());
        }
        if (end.steps() != null && end.steps().pod() != null) {
            span.setAttribute(Attributes.POD, end.steps().pod());
        }
    }

    private static void http(Span span, CallStart.Http http, int status) {
        span.setAttribute(Attributes.METHOD, http.method());
        span.setAttribute(Attributes.SCHEME, http.scheme());
        optional(span, Attributes.ROUTE, http.route());
        optional(span, Attributes.PATH, http.path());
        optional(span, Attributes.USER_AGENT, http.userAgent());
        optional(span, Attributes.PEER, http.peer());
        span.setAttribute(Attributes.STATUS, (long) status);
    }

    private static void target(Span span, CallStart.Target target) {
        span.setAttribute(Attributes.FUNCTION, target.function().name());
        span.setAttribute(Attributes.NAMESPACE, target.function().namespace());
        optional(span, Attributes.VERSION, target.version());
        if (target.memorySize() > 0) {
            span.setAttribute(Attributes.MEMORY, target.memorySize() * MEBIBYTE);
        }
        String[] parts = target.invokedArn().split(":");
        if (parts.length >= ARN_PARTS) {
            span.setAttribute(Attributes.ACCOUNT, parts[4]);
            String function = String.join(":", java.util.Arrays.copyOf(parts, ARN_PARTS));
            span.setAttribute(Attributes.RESOURCE_ID, function);
            if (parts.length > ARN_PARTS) {
                span.setAttribute(Attributes.INVOKED_ARN, target.invokedArn());
            }
        }
    }

    private static void optional(Span span, AttributeKey<String> key, String value) {
        if (value != null) {
            span.setAttribute(key, value);
        }
    }
}
