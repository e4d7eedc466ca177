package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.scale.Mean;
import dev.davit.gateway.scale.PoolDemand;
import dev.davit.gateway.scale.PoolPlan;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
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
        return PoolPlan.of(new PoolPlan.Seen(claimed, more, claims, retire));
    }

    /** Everything about a pod that is gone. */
    Environment forget(String pod) {
        claims.remove(pod);
        retire.remove(pod);
        return members.remove(pod);
    }
}
