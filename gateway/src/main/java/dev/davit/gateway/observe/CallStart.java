package dev.davit.gateway.observe;

import dev.davit.gateway.catalog.FunctionKey;

/**
 * A call as it arrives at the tracer.
 *
 * @param nanos when it arrived
 * @param requestId its id
 * @param trigger how it came
 * @param target what it is for; null when it did not come so far
 * @param http the HTTP request it is; null for an event from the queue
 * @param context where it stands in its caller's trace, or null
 * @param trusted whether the caller's wish to be recorded counts; strangers do not decide what is recorded
 */
public record CallStart(
        long nanos,
        String requestId,
        Trigger trigger,
        Target target,
        Http http,
        TraceContext context,
        boolean trusted) {

    /** How a call comes. */
    public enum Trigger {
        /** By the Invoke API. */
        INVOKE("other"),
        /** By a function URL. */
        URL("http"),
        /** From the queue of asynchronous events. */
        EVENT("pubsub");

        private final String text;

        Trigger(String text) {
            this.text = text;
        }

        /** The value of {@code faas.trigger}. */
        public String text() {
            return text;
        }
    }

    /**
     * The function.
     *
     * @param function its key
     * @param version the version that runs, {@code $LATEST} or a number; null when that is not decided yet
     * @param invokedArn its ARN as the caller named it
     * @param memorySize in MB, 0 when not known
     */
    public record Target(FunctionKey function, String version, String invokedArn, int memorySize) {}

    /**
     * The HTTP request.
     *
     * @param method its method
     * @param route the path with names in braces for what varies; null where there is none
     * @param path the path as it was asked for, without the query
     * @param scheme http or https
     * @param userAgent who says to call, or null
     * @param peer the address at the other end of the connection, or null
     */
    public record Http(String method, String route, String path, String scheme, String userAgent, String peer) {}
}
