package dev.davit.gateway.catalog;

/**
 * Why a pool's environments do not start; from its Ready=False condition and {@code status.failures}.
 *
 * @param reason the condition's reason, for example {@code ImagePullFailed}
 * @param message the condition's message
 * @param exitCode the exit code of the last environment that failed, or null
 */
public record PoolProblem(String reason, String message, Integer exitCode) {}
