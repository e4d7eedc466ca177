package dev.davit.gateway.http.invoke;

/** The hash of a request's body, computed when asked for. */
@FunctionalInterface
public interface BodyHash {

    /** Lower-case hex SHA-256 of the whole body as received. */
    String sha256Hex();
}
