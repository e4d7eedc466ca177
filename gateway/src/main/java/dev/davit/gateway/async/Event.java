package dev.davit.gateway.async;

import dev.davit.gateway.catalog.FunctionKey;

/**
 * An asynchronous invocation as it was accepted; nothing of it ever changes.
 *
 * @param requestId the id that the caller got and the function sees
 * @param function whom it is for
 * @param qualifier the version or alias that was named, or null
 * @param invokedArn the function's ARN as the caller named it
 * @param traceId {@code X-Amzn-Trace-Id}, with its lineage
 * @param acceptedMillis when it was accepted, from which its age counts
 * @param payload the event: JSON
 */
public record Event(
        String requestId,
        FunctionKey function,
        String qualifier,
        String invokedArn,
        String traceId,
        long acceptedMillis,
        byte[] payload) {

    /** The ARN in records: always with a qualifier. */
    public String qualifiedArn() {
        return qualifier == null ? invokedArn + ":$LATEST" : invokedArn;
    }
}
