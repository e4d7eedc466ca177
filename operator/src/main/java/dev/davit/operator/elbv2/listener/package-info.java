/**
 * Listener: a port of a load balancer, served by the gateway on an entry port that is the listener's alone. Reads the LoadBalancers,
 * Listeners and TargetGroups of the namespace; writes its own status only, in which it allocates the entry port.
 *
 * <p>Invariants: two listeners never keep one entry port, the older one has it; what a status says of where requests go can be called.
 */
package dev.davit.operator.elbv2.listener;
