package dev.davit.gateway.peer;

/**
 * A gateway replica.
 *
 * @param name its pod's name: what the hash is over
 * @param host its pod's address
 * @param port where it listens to other replicas
 */
public record Member(String name, String host, int port) {}
