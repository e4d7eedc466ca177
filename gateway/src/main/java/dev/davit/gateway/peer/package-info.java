/**
 * Which gateway replica has which namespace. A namespace's owner is chosen by rendezvous hash over the replicas that serve;
 * only the owner dispatches, counts concurrency and tells the operator what the namespace's pools must become. Pure but for
 * its ports; owner thread only.
 *
 * <p>Invariants: P1 two replicas that see the same replicas name the same owner. P2 a replica dispatches for a namespace only
 * after every replica that may have had it has let it go or cannot be reached. P3 when a replica comes or goes, only
 * namespaces that it gains or had move. P4 an invocation that an environment works on stays with the replica that handed it
 * out until it has its outcome, and is counted by the namespace's new owner meanwhile.
 */
package dev.davit.gateway.peer;
