package dev.davit.gateway.environment;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Port: what environments wrote to their standard streams. */
@FunctionalInterface
public interface EnvironmentLogs {

    /** Nobody may look. */
    EnvironmentLogs NONE = (environment, since) -> CompletableFuture.completedFuture(List.of());

    /**
     * A line of a log.
     *
     * @param epochMillis when it was written, by the clock of the environment's node
     * @param text the line without its end
     */
    record Line(long epochMillis, String text) {}

    /**
     * The last lines since then, the oldest first; completes exceptionally when they cannot be had. May complete on any
     * thread.
     */
    CompletionStage<List<Line>> read(EnvironmentId environment, long sinceEpochMillis);
}
