/**
 * Load balancing without a network: which rule of a listener a request meets, what is to be done with it, and which target gets
 * it. Fed by the cluster, asked by the entry. Owner thread only.
 *
 * <p>Invariants: B1 the rule with the lowest priority that matches decides, else the listener's default action. B2 only ready
 * endpoints are chosen, and none twice for one request. B3 an entry port belongs to one listener, the older one.
 */
package dev.davit.gateway.balance;
