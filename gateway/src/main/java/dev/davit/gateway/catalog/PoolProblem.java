package dev.davit.gateway.catalog;

import dev.davit.api.davit.v1alpha1.PoolReason;

/**
 * Why a pool's environments do not start; from its Ready=False condition and {@code status.failures}.
 *
 * @param reason the condition's reason, for example {@code ImagePullFailed}
 * @param message the condition's message
 * @param exitCode the exit code of the last environment that failed, or null
 */
public record PoolProblem(String reason, String message, Integer exitCode) {

    /** The environments do start, but their process ends. */
    public boolean endedByItself() {
        return PoolReason.isCrash(reason);
    }

    /** There is no room for them. */
    public boolean isFull() {
        return "Unschedulable".equals(reason) || "QuotaExceeded".equals(reason);
    }

    /** How the last one ended. */
    public Termination termination() {
        return new Termination(exitCode, "OutOfMemory".equals(reason) ? Termination.OOM_KILLED : reason, message);
    }
}
