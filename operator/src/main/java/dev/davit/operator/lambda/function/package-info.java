/**
 * Function -> FunctionRevision. Owns its revisions; reads Runtimes, the ConfigMap and the ServiceAccount it names, and
 * which revisions Versions and Aliases point at; writes revisions (never changed once made) and the Function's status.
 *
 * <p>Invariants: {@code status.revision} is the newest revision that became ready, so that a bad update leaves the code
 * before it serving; one that crashes serves only where there is none that does not; a revision that something points at is never pruned, and no other before its last invocation can
 * have ended.
 */
package dev.davit.operator.lambda.function;
