/**
 * What the kinds around a function agree on: how they name it, what they keep of it in their caches, where results of its
 * events may go, and how its concurrency is shared out.
 *
 * <p>Owns: nothing in the cluster. Pure but for the cache's store. Used by function, version, alias and URL, which must not
 * know each other.
 */
package dev.davit.operator.functions;
