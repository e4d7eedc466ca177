package dev.davit.gateway.observe;

/**
 * What the dispatcher did with a call, and what its environment had been through before; all in the clock's nanoseconds, 0 for
 * what has not happened.
 *
 * @param submitted the call entered the queue
 * @param started an environment got it
 * @param ended it was answered, or failed
 * @param pod the environment's pod, or null
 * @param life the environment's life until then, or null
 */
public record CallSteps(long submitted, long started, long ended, String pod, Life life) {

    /**
     * The start of an environment.
     *
     * @param seen its pod was seen for the first time
     * @param booted its runtime asked for the first time what to become; 0 for those that are born as something
     * @param claimed it became the function's; 0 likewise
     * @param initialised its runtime asked for the first invocation
     */
    public record Life(long seen, long booted, long claimed, long initialised) {}

    /** Whether the call waited for its environment to initialise. */
    public boolean coldStart() {
        return started != 0 && life != null && life.initialised > submitted;
    }
}
