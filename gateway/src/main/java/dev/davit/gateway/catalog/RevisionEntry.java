package dev.davit.gateway.catalog;

import java.util.Map;

/**
 * A FunctionRevision: everything an environment needs to know about the code it runs.
 *
 * @param key namespace and object name
 * @param functionName the function's AWS name
 * @param version the version its environments are told they run, {@code $LATEST} or a number
 * @param pool name of its EnvironmentPool
 * @param image true when the pool's pods are this function's own image, false when they are generic and must be claimed
 * @param handler the handler, or null
 * @param memorySize MB
 * @param timeoutSeconds the function's time-out
 * @param environment the user's variables
 * @param code inline files by name, empty for images, null when the adapter keeps large code out of memory (see {@link CodeLoader})
 * @param idleTimeoutSeconds how long an idle environment is kept, or null for the gateway's default
 * @param archives its zip archives
 */
public record RevisionEntry(
        RevisionKey key,
        String functionName,
        String version,
        String pool,
        boolean image,
        String handler,
        int memorySize,
        int timeoutSeconds,
        Map<String, String> environment,
        Map<String, String> code,
        Integer idleTimeoutSeconds,
        RevisionArchives archives) {

    /** One without archives. */
    public RevisionEntry(
            RevisionKey key,
            String functionName,
            String version,
            String pool,
            boolean image,
            String handler,
            int memorySize,
            int timeoutSeconds,
            Map<String, String> environment,
            Map<String, String> code,
            Integer idleTimeoutSeconds) {
        this(
                key,
                functionName,
                version,
                pool,
                image,
                handler,
                memorySize,
                timeoutSeconds,
                environment,
                code,
                idleTimeoutSeconds,
                RevisionArchives.NONE);
    }

    /** The pool's key. */
    public PoolKey poolKey() {
        return new PoolKey(key.namespace(), pool);
    }

    /** The function's key. */
    public FunctionKey function() {
        return new FunctionKey(key.namespace(), functionName);
    }
}
