package dev.davit.gateway.balance;

/** Port: where requests to target groups of pods are counted, as CloudWatch's RequestCount. Called by the owner thread. */
@FunctionalInterface
public interface RequestTally {

    /** A request has got a target of that group. */
    void count(ElbKey group);

    /** The group is gone: its series may go. */
    default void forget(ElbKey group) {}
}
