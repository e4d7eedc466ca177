/**
 * EnvironmentPool -> bare Pods. Owns the pods labelled {@code davit.dev/pool}; reads the FunctionRevision of an image
 * pool; writes pods and the pool's status, never its spec (the gateway writes {@code replicas}, {@code claims} and
 * {@code retire}).
 *
 * <p>Invariants: a pod's name is never used twice; a claimed live pod that is not in {@code retire} is never deleted; a
 * pass that repeats a failed one reads the pods from the API server, so that a lost answer leads to no second pod.
 */
package dev.davit.operator.lambda.pool;
