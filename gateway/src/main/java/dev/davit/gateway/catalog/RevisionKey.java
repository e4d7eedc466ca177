package dev.davit.gateway.catalog;

/** A FunctionRevision's identity. */
public record RevisionKey(String namespace, String name) {}
