package dev.davit.api.common;

/** Reasons that every kind may give. */
public enum CommonReason implements Reason {
    /** Everything that was asked for is so. */
    Ready,
    /** What comes before is not done. */
    Pending,
    /** Davit is at it. */
    Progressing,
    /** Davit has stopped trying; the condition Stalled says why. */
    Stalled,
    /** Davit met an error of its own; it tries again, and its log has the details. */
    InternalError
}
