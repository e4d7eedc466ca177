/**
 * Code archives of functions and layers: fetched and looked into off the reconcilers' threads, and remembered for a while.
 * Owns no object; reads web servers and one S3 endpoint through {@code dev.davit.transfer}.
 *
 * <p>Invariants: a look never waits; the same archive is fetched by one thread at a time; a file is deleted as soon as it was
 * looked into.
 */
package dev.davit.operator.code;
