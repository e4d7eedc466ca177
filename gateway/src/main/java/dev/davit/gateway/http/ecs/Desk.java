package dev.davit.gateway.http.ecs;

import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.IdSource;

/**
 * What the operations work with.
 *
 * @param directory what there is
 * @param definitions finds task definitions
 * @param services finds services
 * @param clusters finds clusters
 * @param gate who lets callers in
 * @param ids where the names of tasks without a token come from
 * @param clock the time
 * @param providers the capacity providers
 */
record Desk(
        EcsDirectory directory,
        TaskDefinitions definitions,
        Services services,
        Clusters clusters,
        Gatekeeper gate,
        IdSource ids,
        Clock clock,
        CapacityProviders providers) {}
