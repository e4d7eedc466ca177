package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.operator.kernel.Outcome;
import java.util.Optional;

/**
 * What has become of the route of a load balancer that is to have one.
 *
 * @param dnsName its name at the Gateway; empty while there can be no route
 * @param outcome whether the Gateway leads to it
 */
record RouteTold(Optional<String> dnsName, Outcome outcome) {}
