package dev.davit.gateway.catalog;

/**
 * A zip archive of code or of a layer: the same bytes for ever, wherever they come from.
 *
 * @param sha256 its hash, 64 lower-case hexadecimal digits
 * @param size its bytes
 * @param origin where it can be had
 */
public record ArchiveEntry(String sha256, long size, ArchiveOrigin origin) {}
