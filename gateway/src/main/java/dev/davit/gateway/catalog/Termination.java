package dev.davit.gateway.catalog;

/**
 * How an environment's container ended.
 *
 * @param exitCode its exit code (137 for SIGKILL)
 * @param reason the kubelet's reason, for example {@code OOMKilled}, {@code Error}, {@code StartError}, {@code Evicted}
 * @param message the kubelet's message, or null
 */
public record Termination(int exitCode, String reason, String message) {

    static final String OOM_KILLED = "OOMKilled";

    /** Killed for using more memory than it has. */
    public boolean outOfMemory() {
        return OOM_KILLED.equals(reason);
    }

    /** The container's command could not be started at all. */
    public boolean neverStarted() {
        return "StartError".equals(reason) || "ContainerCannotRun".equals(reason) || "RunContainerError".equals(reason);
    }
}
