package dev.davit.gateway.dispatch;

/** What became of something a runtime posted. */
public enum Verdict {
    /** It was taken. */
    ACCEPTED,
    /** The request id is not the one the environment works on. */
    INVALID_REQUEST_ID,
    /** The environment is not in a state to post this. */
    WRONG_STATE
}
