package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProvisions;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.scale.Mean;
import dev.davit.gateway.scale.PoolDemand;
import dev.davit.gateway.scale.PoolPlan;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One pool: its members, what is claimed, what shall go, and what the operator was last told. */
final class PoolBook {

    private static final long FIRST_GUESS_CLAIM = 30_000_000L;
    private static final long FIRST_GUESS_START = 600_000_000L;

    final PoolKey key;
    /** Null until the pool is seen. */
    PoolEntry pool;

    final Map<String, Environment> members = new HashMap<>();
    final ArrayDeque<Environment> parked = new ArrayDeque<>();
    final Map<String, String> claims = new HashMap<>();
    final Set<String> retire = new LinkedHashSet<>();
    /** Claimed pods that were made to be kept initialised. */
    final Set<String> kept = new HashSet<>();
    /** How far the provisioned environments of its revisions are. */
    final Map<String, PoolProvisions.Count> provisions = new HashMap<>();
    /** Queues that want environments to be starting. */
    final Set<RevisionQueue> hungry = new LinkedHashSet<>();

    final Mean claimTime = new Mean(FIRST_GUESS_CLAIM);
    final Mean startTime = new Mean(FIRST_GUESS_START);
    PoolDemand told = PoolDemand.NONE;
    boolean dirty;

    PoolBook(PoolKey key) {
        this.key = key;
    }

    boolean known() {
        return pool != null;
    }

    boolean generic() {
        return pool != null && pool.generic();
    }

    /** What the operator shall be told now. */
    PoolDemand demand() {
        int claimed = 0;
        int away = 0;
        for (Environment member : members.values()) {
            switch (member.state()) {
                case INITIALISING, IDLE, BUSY, ELSEWHERE, ANSWERED -> claimed++;
                case AWAY -> {
                    claimed++;
                    away++;
                }
                case STARTING, PARKED, DEAD -> {}
            }
        }
        int more = 0;
        for (RevisionQueue queue : hungry) {
            more += generic() ? queue.shortage : Math.max(0, queue.wanted - away);
        }
        return PoolPlan.of(new PoolPlan.Seen(
                claimed, more, claims, retire, new PoolProvisions(Map.copyOf(provisions), Set.copyOf(kept))));
    }

    /** Takes down how far the provisioned environments of a revision are; says whether that is something new. */
    boolean provisions(RevisionQueue queue) {
        PoolProvisions.Count count = queue.provisions();
        String revision = queue.key.name();
        PoolProvisions.Count before = count == null ? provisions.remove(revision) : provisions.put(revision, count);
        return !Objects.equals(before, count);
    }

    /** Drops what is said of revisions of which nothing is provisioned any more; says whether there was any. */
    boolean forgetProvisions(Set<RevisionKey> provisioned) {
        return provisions
                .keySet()
                .removeIf(revision -> !provisioned.contains(new RevisionKey(key.namespace(), revision)));
    }

    /** Everything about a pod that is gone. */
    Environment forget(String pod) {
        claims.remove(pod);
        retire.remove(pod);
        kept.remove(pod);
        return members.remove(pod);
    }
}
