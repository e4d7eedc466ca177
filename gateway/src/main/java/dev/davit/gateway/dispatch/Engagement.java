package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.environment.EnvironmentId;

/**
 * An environment that works on an invocation which a former owner of its namespace has handed out and waits for.
 *
 * @param id the environment
 * @param function whose invocation it is, which counts as one of the function's
 * @param reserved the function's reserved concurrency when it was counted, or null
 * @param holder the name of the replica that has the invocation
 */
public record Engagement(EnvironmentId id, FunctionKey function, Integer reserved, String holder) {}
