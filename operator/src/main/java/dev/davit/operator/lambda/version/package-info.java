/**
 * Version: a number for the revision that its function runs when the version is made. Reads the Function, its other
 * Versions, its Aliases and the pool that keeps its environments initialised; writes its own status and
 * {@code lastPublishedVersion} in the Function's.
 *
 * <p>Invariants: a number is given once and never changes its revision; the number is reserved in the Function's status
 * before it is given, so that two versions made at once get different ones; provisioned concurrency is granted in the
 * status, and only what is granted is kept.
 */
package dev.davit.operator.lambda.version;
