/**
 * The entry of load balancers of type application: HTTP on a port for each listener. Asks {@code balance} what is to be done, and
 * does it as an Application Load Balancer would. Owner thread only.
 *
 * <p>Invariants: L1 a request goes to a target again only when the first one cannot have worked on it: no connection came about, or
 * a kept one was closed before an answer to a safe request without a body. L2 pieces of bodies wait with their sender while the
 * receiver is full. L3 nothing of an answer is repeated or completed: one that breaks off ends the client's connection.
 */
package dev.davit.gateway.http.balance;
