package dev.davit.gateway.environment;

import dev.davit.gateway.kernel.Refusal;

/** How an invocation ended. A function's own error is an outcome, not an exception. */
public sealed interface Outcome {

    /** The function answered. */
    record Answer(Payload body) implements Outcome {}

    /**
     * The function, or its environment, failed: {@code X-Amz-Function-Error: Unhandled}.
     *
     * @param body what the caller is told
     * @param end how the environment ended it; null when the runtime itself said what failed
     */
    record FunctionError(Payload body, End end) implements Outcome {

        /** The runtime said it. */
        public FunctionError(Payload body) {
            this(body, null);
        }
    }

    /** The gateway did not get it done. */
    record Refused(Refusal refusal) implements Outcome {}

    /**
     * How an environment ended an invocation without a word of its runtime.
     *
     * @param type AWS's error type
     * @param message what happened, without the request id
     */
    record End(String type, String message) {}
}
