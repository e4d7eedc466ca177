package dev.davit.gateway.balance;

/**
 * Port: where the cluster's load balancers enter. Called from any thread, in the order things happened to each object; putting an
 * equal entry again changes nothing, and removing what is not there neither.
 */
public interface BalanceFeed {

    /** A listener is served, or differently. */
    void put(ListenerEntry listener);

    /** A listener is not served any more. */
    void remove(ListenerEntry listener);

    /** A rule is obeyed, or differently. */
    void put(RuleEntry rule);

    /** A rule is not obeyed any more. */
    void remove(RuleEntry rule);

    /** A load balancer is there, or changed. */
    void put(LoadBalancerEntry loadBalancer);

    /** A load balancer is gone. */
    void remove(LoadBalancerEntry loadBalancer);

    /** A target group is there, or changed. */
    void put(TargetGroupEntry targetGroup);

    /** A target group is gone. */
    void remove(TargetGroupEntry targetGroup);

    /** Endpoints of a target group changed. */
    void put(EndpointsEntry endpoints);

    /** A slice of endpoints is gone. */
    void remove(EndpointsEntry endpoints);
}
