package dev.davit.gateway.observe;

import dev.davit.gateway.kernel.Fault;

/**
 * How a call ended.
 *
 * @param nanos when
 * @param target what was called, as far as it is known by then; or null
 * @param status the HTTP status, 0 when it was no HTTP call
 * @param errorType the type of the error, the function's or ours; null when it succeeded
 * @param errorMessage what is to be said of it, or null; never what the function said
 * @param fault what of the platform is to blame, or null
 * @param steps what happened to it in the dispatcher; null when it did not come so far
 */
public record CallEnd(
        long nanos,
        CallStart.Target target,
        int status,
        String errorType,
        String errorMessage,
        Fault fault,
        CallSteps steps) {}
