package dev.davit.gateway.http.control.document;

/**
 * How far the environments that a version or an alias has provisioned are.
 *
 * @param initialised environments that are initialised, at work or not
 * @param failing whether the last one could not initialise
 */
public record ProvisionedCount(int initialised, boolean failing) {}
