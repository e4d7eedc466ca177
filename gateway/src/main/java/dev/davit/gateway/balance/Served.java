package dev.davit.gateway.balance;

import java.util.List;

/**
 * A listener with its rules in their order.
 *
 * @param listener the listener
 * @param settings what its load balancer's attributes say
 * @param rules the rules, the lowest priority first
 */
public record Served(ListenerEntry listener, LoadBalancerEntry settings, List<RuleEntry> rules) {

    /** What is to be done with the request (B1). */
    public Action actionFor(RequestView request) {
        for (RuleEntry rule : rules) {
            if (rule.matches(request)) {
                return rule.action();
            }
        }
        return listener.action();
    }
}
