package dev.davit.gateway.balance;

/** A name in a namespace: of a listener, a load balancer, a rule or a target group. */
public record ElbKey(String namespace, String name) {}
