package dev.davit.gateway.environment;

/** An execution environment's identity: its pod. */
public record EnvironmentId(String namespace, String pod) {}
