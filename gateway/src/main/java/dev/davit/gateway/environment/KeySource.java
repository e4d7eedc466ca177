package dev.davit.gateway.environment;

/** Port: the runtime key, with which the operator names the environments' addresses. */
@FunctionalInterface
public interface KeySource {

    /** The key as it is now, or null while there is none (then nobody is let in). Called from any thread; cheap. */
    byte[] current();
}
