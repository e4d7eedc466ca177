package dev.davit.gateway.auth;

import java.util.Optional;

/** The access keys there are. */
@FunctionalInterface
public interface AccessKeys {

    /** The key of an id; empty when unknown or when two keys claim the id. Never blocks. */
    Optional<AccessKey> find(String accessKeyId);
}
