package dev.davit.operator.autoscaling.metric;

import java.util.Map;
import java.util.Optional;

/** Port: how many requests target groups have had. */
@FunctionalInterface
public interface RequestCounters {

    /**
     * How many requests of the target group each gateway has given a target since the gateway's start, by gateway; empty when
     * one of them did not answer. Blocks for seconds at the most, throws nothing.
     */
    Optional<Map<String, Double>> of(String namespace, String targetGroup);
}
