package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.EnvironmentState;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Poll;
import dev.davit.gateway.kernel.TimerWheel;
import dev.davit.gateway.scale.PoolDemand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Namespaces that come and go. What waits and what is parked goes with its namespace at once; what is at work stays until it
 * is done, and the namespace's next owner counts it as an engagement meanwhile.
 */
final class Tenancy {

    /** How long the next owner's picture of the cluster may lag behind what the former owner knew. */
    private static final Duration LAG = Duration.ofSeconds(30);

    private final State state;
    private final Membership membership;
    private final Reception reception;
    private final Coroner coroner;
    private final Demands demands;

    Tenancy(State state, Membership membership, Reception reception, Coroner coroner, Demands demands) {
        this.state = state;
        this.membership = membership;
        this.reception = reception;
        this.coroner = coroner;
        this.demands = demands;
    }

    /** These namespaces are dispatched here from now on. */
    void take(Predicate<String> namespaces, Handover known) {
        for (Engagement engagement : known.engagements()) {
            if (!engagement.holder().equals(state.neighbours.self())
                    && state.neighbours.isHere(engagement.id().namespace())) {
                engage(engagement);
            }
        }
        known.initialising().stream()
                .filter(id -> state.neighbours.isHere(id.namespace()))
                .forEach(state.initialising::add);
        comeBack(namespaces);
        state.catalog.pools().stream()
                .filter(pool -> namespaces.test(pool.key().namespace())
                        || known.demands().containsKey(pool.key())
                                && state.neighbours.isHere(pool.key().namespace()))
                .toList()
                .forEach(pool -> open(pool, known.demands().get(pool.key())));
        membership.find(state.catalog.pods().stream()
                .filter(pod -> namespaces.test(pod.namespace()))
                .toList());
        state.wheel.set(new TimerWheel.Timer(this::review), state.now() + LAG.toNanos());
    }

    /** Unless it has been heard of since: a former owner's word may come late. */
    private void engage(Engagement engagement) {
        Environment environment = state.environments.get(engagement.id());
        if (environment != null
                && environment.state() != EnvironmentState.STARTING
                && environment.state() != EnvironmentState.AWAY) {
            return;
        }
        if (state.engagements.put(engagement.id(), engagement) == null) {
            state.concurrency.count(engagement.function(), engagement.reserved());
        }
        if (environment != null && environment.state() == EnvironmentState.AWAY) {
            step(environment, environment::engage);
            membership.limitEngaged(environment);
        }
    }

    /** From one state that its queue counts to another (D7). */
    private void step(Environment environment, LongConsumer to) {
        RevisionQueue queue = state.queueOf(environment);
        queue.leave(environment);
        to.accept(state.now());
        queue.join(environment);
    }

    /** What had gone and is still at work here is simply here again. */
    private void comeBack(Predicate<String> namespaces) {
        for (Iterator<EnvironmentId> each = state.departed.iterator(); each.hasNext(); ) {
            EnvironmentId id = each.next();
            if (namespaces.test(id.namespace())) {
                each.remove();
                Environment environment = state.environments.get(id);
                state.book(environment).members.put(id.pod(), environment);
            }
        }
    }

    private void open(PoolEntry pool, PoolDemand told) {
        PoolBook book = membership.open(pool);
        if (told != null) {
            book.claims.putAll(told.claims());
            book.retire.addAll(told.retire());
            book.kept.addAll(told.provisions().pods());
            book.provisions.putAll(told.provisions().revisions());
            book.told = told;
        }
        new ArrayList<>(book.members.values()).forEach(membership::adopt);
        demands.later(book);
    }

    /** By now the picture is complete: pods that are not in it are gone. */
    private void review() {
        state.initialising.clear();
        for (PoolBook book : state.books.values()) {
            if (book.known()) {
                Set<String> pods = book.members.keySet();
                if (book.claims.keySet().retainAll(pods) | book.retire.retainAll(pods) | book.kept.retainAll(pods)) {
                    demands.later(book);
                }
            }
        }
    }

    /** These namespaces are dispatched elsewhere from now on. */
    Handover release(Predicate<String> namespaces) {
        demands.flush();
        Map<PoolKey, PoolDemand> told = new HashMap<>();
        for (PoolBook book : state.books.values()) {
            if (book.known() && namespaces.test(book.key.namespace())) {
                told.put(book.key, book.told);
            }
        }
        List<Engagement> engaged = new ArrayList<>();
        Set<EnvironmentId> initialising = new HashSet<>();
        List<Poll> parked = reception.limbo.takeAll(id -> namespaces.test(id.namespace()));
        for (Environment environment : new ArrayList<>(state.environments.values())) {
            if (namespaces.test(environment.id().namespace())) {
                letGo(environment, engaged, initialising, parked);
            }
        }
        List<Invocation> waiting = forgetQueues(namespaces);
        forgetEngagements(namespaces);
        state.books.keySet().removeIf(key -> namespaces.test(key.namespace()));
        waiting.forEach(state::move);
        parked.forEach(Poll::moved);
        return new Handover(told, engaged, initialising);
    }

    private void letGo(
            Environment environment, List<Engagement> engaged, Set<EnvironmentId> initialising, List<Poll> parked) {
        EnvironmentId id = environment.id();
        if (environment.state() == EnvironmentState.BUSY) {
            Invocation.Call call = environment.invocation().call();
            engaged.add(new Engagement(id, call.function(), call.reserved(), state.neighbours.self()));
            state.departed.add(id);
            return;
        }
        if (environment.state() == EnvironmentState.ELSEWHERE) {
            engaged.add(state.engagements.get(id));
        } else if (environment.state() == EnvironmentState.INITIALISING) {
            initialising.add(id);
        }
        Poll poll = environment.takePoll();
        if (poll != null) {
            parked.add(poll);
        }
        RevisionQueue queue = state.queueOf(environment);
        if (queue != null) {
            queue.leave(environment);
        }
        state.wheel.cancel(environment.timer());
        state.environments.remove(id);
    }

    private List<Invocation> forgetQueues(Predicate<String> namespaces) {
        List<Invocation> waiting = new ArrayList<>();
        for (Iterator<RevisionQueue> each = state.queues.values().iterator(); each.hasNext(); ) {
            RevisionQueue queue = each.next();
            if (namespaces.test(queue.key.namespace())) {
                waiting.addAll(queue.waiting);
                queue.rest();
                if (queue.isEmpty()) {
                    each.remove();
                }
            }
        }
        return waiting;
    }

    private void forgetEngagements(Predicate<String> namespaces) {
        for (EnvironmentId id : List.copyOf(state.engagements.keySet())) {
            if (namespaces.test(id.namespace())) {
                forget(id);
            }
        }
    }

    /** Counts an engagement no longer; says whether there was one. */
    private boolean forget(EnvironmentId id) {
        Engagement engagement = state.engagements.remove(id);
        if (engagement != null) {
            state.concurrency.release(engagement.function(), engagement.reserved());
        }
        return engagement != null;
    }

    /** An environment is done with what it had from a former owner. */
    void disengaged(EnvironmentId id, boolean retire) {
        Environment environment = state.environments.get(id);
        if (!forget(id) || environment == null || environment.state() != EnvironmentState.ELSEWHERE) {
            return;
        }
        if (retire) {
            coroner.retire(environment, "The environment failed");
            return;
        }
        step(environment, environment::disengage);
        int timeout = state.queueOf(environment).revision.timeoutSeconds();
        state.limit(environment, Duration.ofSeconds(timeout));
    }

    /** A replica is gone: what worked for it will come back to ask, or will not. */
    void lost(String holder) {
        for (Engagement engagement : List.copyOf(state.engagements.values())) {
            if (engagement.holder().equals(holder)) {
                forget(engagement.id());
                Environment environment = state.environments.get(engagement.id());
                if (environment != null && environment.state() == EnvironmentState.ELSEWHERE) {
                    step(environment, environment::abandon);
                    state.limit(environment, state.settings.returnWithin());
                }
            }
        }
    }
}
