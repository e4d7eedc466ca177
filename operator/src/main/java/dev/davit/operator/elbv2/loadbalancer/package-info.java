/**
 * LoadBalancer -> a core Service: of type application in the namespace of the installation, in front of the gateway's entry ports; of
 * type network in its own, in front of the pods of a target group; and an HTTPRoute beside the former, where a Gateway is to lead there.
 * Reads the Listeners and Rules of the namespace; writes the Service, the route and the load balancer's status.
 *
 * <p>Invariant: a Service and a policy go with their load balancer, collected or, where they are in another namespace, looked at by
 * reconcilers of their own, and hold up neither it nor its namespace. A route is collected with its Service.
 */
package dev.davit.operator.elbv2.loadbalancer;
