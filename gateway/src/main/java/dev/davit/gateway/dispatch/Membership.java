package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.CatalogListener;
import dev.davit.gateway.catalog.PodEntry;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.EnvironmentState;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.scale.PoolDemand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Keeps environments in step with the cluster's pods, pools and revisions. */
final class Membership implements CatalogListener {

    private static final Duration BOOT = Duration.ofSeconds(60);
    /** Longer than a former owner may take to say that an invocation has timed out. */
    private static final Duration ENGAGED = Duration.ofSeconds(30);

    private final State state;
    private final Reception reception;
    private final Allocator allocator;
    private final Coroner coroner;
    private final Demands demands;
    private boolean finding;

    Membership(State state, Reception reception, Allocator allocator, Coroner coroner, Demands demands) {
        this.state = state;
        this.reception = reception;
        this.allocator = allocator;
        this.coroner = coroner;
        this.demands = demands;
    }

    @Override
    public void synced() {
        state.catalog.pools().stream()
                .filter(pool -> isHere(pool.key().namespace()))
                .forEach(this::open);
        find(state.catalog.pods());
        for (PoolBook book : state.books.values()) {
            Set<String> pods = new HashSet<>(book.members.keySet());
            book.claims.keySet().retainAll(pods);
            book.kept.retainAll(pods);
            book.retire.retainAll(pods);
            demands.later(book);
        }
    }

    private boolean isHere(String namespace) {
        return state.neighbours.isHere(namespace);
    }

    @Override
    public void poolChanged(PoolEntry pool) {
        if (!isHere(pool.key().namespace())) {
            return;
        }
        PoolBook book = open(pool);
        new ArrayList<>(book.members.values()).forEach(this::adopt);
        pool.dispensable().forEach(pod -> dismiss(book.members.get(pod)));
        for (RevisionQueue queue : new ArrayList<>(state.queues.values())) {
            if (queue.revision.poolKey().equals(pool.key()) && (!queue.waiting.isEmpty() || queue.wanted > 0)) {
                allocator.evaluate(queue);
            }
        }
        demands.later(book);
    }

    PoolBook open(PoolEntry pool) {
        PoolBook book = state.book(pool.key());
        if (!book.known()) {
            book.claims.putAll(pool.claims());
            book.retire.addAll(pool.retire());
            book.kept.addAll(pool.provisions().pods());
            book.provisions.putAll(pool.provisions().revisions());
            book.told = new PoolDemand(pool.replicas(), pool.claims(), pool.retire(), pool.provisions());
        }
        book.pool = pool;
        return book;
    }

    @Override
    public void poolGone(PoolEntry pool) {
        PoolBook book = state.books.get(pool.key());
        if (book != null) {
            book.pool = null;
            dropIfEmpty(book);
        }
    }

    private void dropIfEmpty(PoolBook book) {
        if (!book.known() && book.members.isEmpty() && book.hungry.isEmpty()) {
            state.books.remove(book.key);
        }
    }

    @Override
    public void podChanged(PodEntry pod) {
        EnvironmentId id = new EnvironmentId(pod.namespace(), pod.name());
        Environment environment = state.environments.get(id);
        if (environment == null) {
            if (!pod.dead() && !pod.deleting() && isHere(pod.namespace())) {
                arrive(id, pod);
            }
            return;
        }
        environment.pod(pod);
        if (pod.dead()) {
            coroner.podDied(environment, pod.termination(), pod.deleting());
        } else if (environment.state() == EnvironmentState.DEAD) {
            return;
        } else if (pod.deleting() && unused(environment)) {
            coroner.podDied(environment, null, true);
        } else {
            watchStart(environment);
        }
    }

    private static boolean unused(Environment environment) {
        return switch (environment.state()) {
            case BUSY, ELSEWHERE, ANSWERED -> false;
            case STARTING, PARKED, INITIALISING, IDLE, AWAY, DEAD -> true;
        };
    }

    /** Takes in pods that were there before this gateway listened to them. */
    void find(Collection<PodEntry> pods) {
        finding = true;
        pods.forEach(this::podChanged);
        finding = false;
    }

    private void arrive(EnvironmentId id, PodEntry pod) {
        Environment environment = new Environment(pod, state.now(), coroner::late);
        if (finding || !state.catalog.isSynced()) {
            environment.found();
        }
        state.environments.put(id, environment);
        state.book(pod.poolKey()).members.put(pod.name(), environment);
        adopt(environment);
        PoolBook book = state.book(pod.poolKey());
        if (book.known() && book.pool.dispensable().contains(pod.name())) {
            dismiss(environment);
        }
        demands.later(book);
    }

    /** The operator has no use for it, and nobody has been given it: nobody will be. */
    private void dismiss(Environment environment) {
        if (environment != null
                && (environment.state() == EnvironmentState.STARTING
                        || environment.state() == EnvironmentState.PARKED)) {
            coroner.retire(environment, "Nobody needs this environment");
        }
    }

    /** Finds out whose an environment is, as far as that can be known by now. */
    void adopt(Environment environment) {
        PoolBook book = state.book(environment);
        if (environment.state() != EnvironmentState.STARTING || environment.revision() != null || !book.known()) {
            return;
        }
        String pod = environment.id().pod();
        if (book.retire.contains(pod)) {
            environment.die(state.now());
            return;
        }
        String owner = book.generic() ? book.claims.get(pod) : book.pool.revision();
        if (owner != null) {
            RevisionQueue queue = state.queue(new RevisionKey(environment.id().namespace(), owner));
            if (queue == null) {
                return; // its revision is not known yet; asked again when it is
            }
            environment.belongsTo(queue.key, book.claims.containsKey(pod), state.now());
            if (book.generic() ? book.kept.contains(pod) : environment.pod().provisioned()) {
                environment.provision();
            }
            boolean engaged = state.engagements.containsKey(environment.id());
            if (engaged && environment.state() == EnvironmentState.AWAY) {
                environment.engage(state.now());
            }
            queue.join(environment);
            if (environment.state() == EnvironmentState.AWAY) {
                limitReturn(environment, queue);
            } else if (engaged) {
                limitEngaged(environment);
            } else {
                queue.rate.used(1);
            }
        }
        watchStart(environment);
        reception.retry(environment.id());
        if (owner != null) {
            allocator.evaluate(state.queueOf(environment));
        }
    }

    /** An environment at work for a former owner is given up once that one would have been. */
    void limitEngaged(Environment environment) {
        int timeout = state.queueOf(environment).revision.timeoutSeconds();
        state.limit(environment, ENGAGED.plusSeconds(timeout));
    }

    private void limitReturn(Environment environment, RevisionQueue queue) {
        if (state.initialising.remove(environment.id())) {
            coroner.limitInit(environment, queue);
        } else {
            state.limit(environment, state.settings.returnWithin());
        }
    }

    /** Once the pod runs, its runtime has so long to poll for the first time. */
    private void watchStart(Environment environment) {
        if (environment.state() != EnvironmentState.STARTING
                || environment.pod().phase() != PodPhase.RUNNING
                || environment.timer().isSet()) {
            return;
        }
        RevisionQueue queue = state.queueOf(environment);
        if (queue == null) {
            state.limit(environment, BOOT);
        } else {
            coroner.limitInit(environment, queue);
        }
    }

    @Override
    public void podGone(PodEntry pod) {
        EnvironmentId id = new EnvironmentId(pod.namespace(), pod.name());
        Environment environment = state.environments.get(id);
        if (environment == null && !isHere(pod.namespace())) {
            return;
        }
        if (environment != null) {
            coroner.podDied(environment, pod.termination(), true);
            state.environments.remove(id);
        }
        PoolBook book = state.book(pod.poolKey());
        book.forget(pod.name());
        demands.later(book);
        dropIfEmpty(book);
    }

    @Override
    public void revisionAdded(RevisionEntry revision) {
        PoolBook book = state.books.get(revision.poolKey());
        if (book != null) {
            new ArrayList<>(book.members.values()).forEach(this::adopt);
        }
    }

    @Override
    public void revisionGone(RevisionEntry revision) {
        RevisionQueue queue = state.queues.get(revision.key());
        if (queue == null) {
            return;
        }
        allocator.failWaiting(
                queue,
                invocation -> new Outcome.Refused(Refusal.of(
                        ErrorCode.NOT_FOUND,
                        "Function not found: " + invocation.call().invokedArn())));
        new ArrayList<>(queue.idle).forEach(idle -> coroner.retire(idle, "The function is gone"));
        allocator.evaluate(queue);
    }
}
