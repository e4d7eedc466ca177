package dev.davit.gateway.kernel;

import java.util.UUID;

/** Where request ids come from. */
@FunctionalInterface
public interface IdSource {

    /** A new id, unique for ever: a lower-case UUID. */
    String next();

    /** Random UUIDs. */
    static IdSource random() {
        return () -> UUID.randomUUID().toString();
    }
}
