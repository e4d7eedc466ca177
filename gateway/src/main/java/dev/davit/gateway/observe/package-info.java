/**
 * How calls are watched, as ports: traces and faults.
 *
 * <p>O1: the core knows no tracing library. O2: without a tracer a call costs nothing more than carrying its trace header on.
 * O3: what is told of a call is told after it, from the times that the dispatcher keeps anyway; before it only the ids are
 * made that the runtime has to know. O4: every fault of the platform names its component and reason from a closed list.
 */
package dev.davit.gateway.observe;
