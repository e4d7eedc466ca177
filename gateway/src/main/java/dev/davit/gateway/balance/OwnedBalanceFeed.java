package dev.davit.gateway.balance;

import java.util.concurrent.Executor;

/** The feed that any thread may call: carries every change to the owner thread, in order. */
public final class OwnedBalanceFeed implements BalanceFeed {

    private final BalanceFeed to;
    private final Executor owner;

    /** Feeds that one on that thread. */
    public OwnedBalanceFeed(BalanceFeed to, Executor owner) {
        this.to = to;
        this.owner = owner;
    }

    @Override
    public void put(ListenerEntry listener) {
        owner.execute(() -> to.put(listener));
    }

    @Override
    public void remove(ListenerEntry listener) {
        owner.execute(() -> to.remove(listener));
    }

    @Override
    public void put(RuleEntry rule) {
        owner.execute(() -> to.put(rule));
    }

    @Override
    public void remove(RuleEntry rule) {
        owner.execute(() -> to.remove(rule));
    }

    @Override
    public void put(LoadBalancerEntry loadBalancer) {
        owner.execute(() -> to.put(loadBalancer));
    }

    @Override
    public void remove(LoadBalancerEntry loadBalancer) {
        owner.execute(() -> to.remove(loadBalancer));
    }

    @Override
    public void put(TargetGroupEntry targetGroup) {
        owner.execute(() -> to.put(targetGroup));
    }

    @Override
    public void remove(TargetGroupEntry targetGroup) {
        owner.execute(() -> to.remove(targetGroup));
    }

    @Override
    public void put(EndpointsEntry endpoints) {
        owner.execute(() -> to.put(endpoints));
    }

    @Override
    public void remove(EndpointsEntry endpoints) {
        owner.execute(() -> to.remove(endpoints));
    }
}
