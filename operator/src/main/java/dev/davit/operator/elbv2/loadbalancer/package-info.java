/**
 * LoadBalancer -> a core Service: of type application in the namespace of the installation, in front of the gateway's entry ports; of
 * type network in its own, in front of the pods of a target group. Reads the Listeners of the namespace; writes the Service and the
 * load balancer's status.
 *
 * <p>Invariant: a Service goes with its load balancer, collected, seen or swept, and holds up neither it nor its namespace.
 */
package dev.davit.operator.elbv2.loadbalancer;
