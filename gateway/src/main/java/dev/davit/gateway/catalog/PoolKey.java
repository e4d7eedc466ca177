package dev.davit.gateway.catalog;

/** An EnvironmentPool's identity. */
public record PoolKey(String namespace, String name) {}
