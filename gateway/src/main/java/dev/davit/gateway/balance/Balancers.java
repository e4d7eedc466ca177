package dev.davit.gateway.balance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Everything that is balanced: listeners by their entry ports, target groups and their targets. Owner thread only. */
public final class Balancers implements BalanceFeed {

    private static final Comparator<ListenerEntry> OLDEST_FIRST = Comparator.comparing(ListenerEntry::created)
            .thenComparing(ListenerEntry::namespace)
            .thenComparing(ListenerEntry::name);

    private final RandomGenerator random;
    private final Map<ElbKey, ListenerEntry> listeners = new HashMap<>();
    private final Map<ElbKey, RuleEntry> rules = new HashMap<>();
    private final Map<ElbKey, LoadBalancerEntry> loadBalancers = new HashMap<>();
    private final Map<ElbKey, TargetGroupEntry> groups = new HashMap<>();
    private final Map<ElbKey, EndpointsEntry> slices = new HashMap<>();
    private final Map<ElbKey, Targets> targets = new HashMap<>();
    private Map<Integer, Served> served;
    private Runnable changed = () -> {};
    private Consumer<ElbKey> gone = group -> {};

    /** {@code random} draws among weighted groups. */
    public Balancers(RandomGenerator random) {
        this.random = random;
    }

    /** Runs {@code then} whenever listeners came, went or changed. */
    public void onListeners(Runnable then) {
        changed = then;
    }

    /** Tells {@code then} of each target group that is gone. */
    public void onGroupGone(Consumer<ElbKey> then) {
        gone = then;
    }

    /** The listener of an entry port; null when it is nobody's. */
    public Served served(int entryPort) {
        return table().get(entryPort);
    }

    /** The entry ports that belong to somebody. */
    public Collection<Integer> ports() {
        return table().keySet();
    }

    /** The group that gets the next request; null when all weigh nothing, or it is not there. */
    public TargetGroupEntry draw(String namespace, Action.Forward forward) {
        List<Action.Share> shares = forward.shares();
        int total = shares.stream().mapToInt(Action.Share::weight).sum();
        if (total <= 0) {
            return null;
        }
        int drawn = shares.size() == 1 ? 0 : random.nextInt(total);
        for (Action.Share share : shares) {
            drawn -= share.weight();
            if (drawn < 0) {
                return groups.get(new ElbKey(namespace, share.targetGroup()));
            }
        }
        return null;
    }

    /** The target that is called next for a request that was not taken by {@code tried}; null when there is none. */
    public Target next(TargetGroupEntry group, Collection<Target> tried) {
        Targets found = targets.get(group.key());
        return found == null ? null : found.next(group.leastOutstanding(), tried);
    }

    /** A target group by name; null when there is none. */
    public TargetGroupEntry group(ElbKey key) {
        return groups.get(key);
    }

    private Map<Integer, Served> table() {
        if (served == null) {
            served = build();
        }
        return served;
    }

    private Map<Integer, Served> build() {
        Map<Integer, ListenerEntry> owners = new TreeMap<>();
        listeners
                .values()
                .forEach(listener -> owners.merge(
                        listener.entryPort(),
                        listener,
                        (one, other) -> OLDEST_FIRST.compare(one, other) <= 0 ? one : other)); // B3
        Map<Integer, Served> table = new HashMap<>();
        owners.forEach((port, listener) -> table.put(port, served(listener)));
        return table;
    }

    private Served served(ListenerEntry listener) {
        ElbKey loadBalancer = new ElbKey(listener.namespace(), listener.loadBalancer());
        List<RuleEntry> own = new ArrayList<>(rules.values());
        own.removeIf(rule -> !rule.listener().equals(listener.name())
                || !rule.key().namespace().equals(listener.namespace()));
        own.sort(Comparator.comparingInt(RuleEntry::priority)
                .thenComparing(rule -> rule.key().name()));
        LoadBalancerEntry settings = loadBalancers.get(loadBalancer);
        return new Served(listener, settings == null ? LoadBalancerEntry.of(loadBalancer) : settings, own);
    }

    private void dirty() {
        served = null;
    }

    private void moved() {
        dirty();
        changed.run();
    }

    @Override
    public void put(ListenerEntry listener) {
        listeners.put(listener.key(), listener);
        moved();
    }

    @Override
    public void remove(ListenerEntry listener) {
        listeners.remove(listener.key());
        moved();
    }

    @Override
    public void put(RuleEntry rule) {
        rules.put(rule.key(), rule);
        dirty();
    }

    @Override
    public void remove(RuleEntry rule) {
        rules.remove(rule.key());
        dirty();
    }

    @Override
    public void put(LoadBalancerEntry loadBalancer) {
        loadBalancers.put(loadBalancer.key(), loadBalancer);
        dirty();
    }

    @Override
    public void remove(LoadBalancerEntry loadBalancer) {
        loadBalancers.remove(loadBalancer.key());
        dirty();
    }

    @Override
    public void put(TargetGroupEntry targetGroup) {
        groups.put(targetGroup.key(), targetGroup);
    }

    @Override
    public void remove(TargetGroupEntry targetGroup) {
        groups.remove(targetGroup.key());
        gone.accept(targetGroup.key());
    }

    @Override
    public void put(EndpointsEntry endpoints) {
        slices.put(endpoints.key(), endpoints);
        retarget(endpoints);
    }

    @Override
    public void remove(EndpointsEntry endpoints) {
        slices.remove(endpoints.key());
        retarget(endpoints);
    }

    private void retarget(EndpointsEntry changedSlice) {
        ElbKey group = new ElbKey(changedSlice.key().namespace(), changedSlice.targetGroup());
        Targets all = targets.computeIfAbsent(group, key -> new Targets());
        all.become(slices.values().stream()
                .filter(slice -> slice.targetGroup().equals(group.name())
                        && slice.key().namespace().equals(group.namespace()))
                .toList());
        if (all.size() == 0) {
            targets.remove(group);
        }
    }
}
