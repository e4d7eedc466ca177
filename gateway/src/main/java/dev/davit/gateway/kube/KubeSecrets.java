package dev.davit.gateway.kube;

import dev.davit.gateway.auth.AccessKeyStore;

/**
 * Which Secrets the gateway reads, all of its own namespace, and where what they hold goes.
 *
 * @param runtimeKeySecret the name of the Secret with the runtime key
 * @param queue the Secret with the queue's credentials, or null where none is needed
 */
record KubeSecrets(
        String namespace,
        String runtimeKeySecret,
        AccessKeyStore accessKeys,
        RuntimeKeySecret runtimeKey,
        QueueSecret queue) {}
