/**
 * Version: a number for the revision that its function runs when the version is made. Reads the Function and its other
 * Versions; writes its own status and {@code lastPublishedVersion} in the Function's.
 *
 * <p>Invariants: a number is given once and never changes its revision; the number is reserved in the Function's status
 * before it is given, so that two versions made at once get different ones.
 */
package dev.davit.operator.lambda.version;
