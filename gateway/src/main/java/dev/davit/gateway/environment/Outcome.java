package dev.davit.gateway.environment;

import dev.davit.gateway.kernel.Refusal;

/** How an invocation ended. A function's own error is an outcome, not an exception. */
public sealed interface Outcome {

    /** The function answered. */
    record Answer(Payload body) implements Outcome {}

    /** The function, or its environment, failed: {@code X-Amz-Function-Error: Unhandled}. */
    record FunctionError(Payload body) implements Outcome {}

    /** The gateway did not get it done. */
    record Refused(Refusal refusal) implements Outcome {}
}
