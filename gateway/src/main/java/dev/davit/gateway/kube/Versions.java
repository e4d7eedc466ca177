package dev.davit.gateway.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Resource versions, which a cluster on etcd counts up. */
final class Versions {

    private Versions() {}

    /** An object's version; 0 when it is no number. */
    static long of(HasMetadata object) {
        try {
            return Long.parseLong(object.getMetadata().getResourceVersion());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
