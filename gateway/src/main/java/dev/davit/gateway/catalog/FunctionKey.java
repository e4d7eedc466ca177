package dev.davit.gateway.catalog;

/** A function's identity: its namespace (the account) and its AWS name. */
public record FunctionKey(String namespace, String name) {}
