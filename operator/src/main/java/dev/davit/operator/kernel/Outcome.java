package dev.davit.operator.kernel;

import dev.davit.api.common.Reason;

/** What a check made of a resource: accepted, refused until its spec is edited, or waiting for something else. */
public sealed interface Outcome {

    /** Everything is there; {@code note} is added to the condition's message, empty when there is nothing to say. */
    record Accepted(String note) implements Outcome {
        /** Accepted without a remark. */
        public Accepted() {
            this("");
        }
    }

    /** The spec cannot work until somebody edits it; not retried. */
    record Rejection(Reason reason, String message) implements Outcome {}

    /** Something the spec names is not there yet; an event source or a later look resolves it. */
    record Waiting(Reason reason, String message) implements Outcome {}
}
