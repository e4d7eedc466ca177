package dev.davit.transfer;

import java.nio.file.Path;

/**
 * What was fetched.
 *
 * @param file where it is; the caller's to delete
 * @param sha256 its hash in 64 lower-case hexadecimal digits
 * @param size its bytes
 */
public record Fetched(Path file, String sha256, long size) {}
