/**
 * FunctionRevision -> EnvironmentPool. Owns the pool of an image revision, shares that of an execution class with every
 * revision of the class; reads Runtimes; writes the pool's spec but for {@code replicas}, {@code claims} and
 * {@code retire}, and the revision's status.
 *
 * <p>Invariants: a pool goes when its last revision has gone (owner references); revisions that share a pool only ever
 * add themselves to its owners.
 */
package dev.davit.operator.lambda.revision;
