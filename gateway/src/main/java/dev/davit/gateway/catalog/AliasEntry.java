package dev.davit.gateway.catalog;

/**
 * An Alias.
 *
 * @param function the function's key
 * @param resourceName the Alias object's own name
 * @param name the alias's AWS name
 * @param functionVersion the version it points at ({@code "7"} or {@code "$LATEST"}); the gateway looks its revision up
 */
public record AliasEntry(FunctionKey function, String resourceName, String name, String functionVersion) {}
