package dev.davit.gateway.kube;

import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.scale.PoolDemand;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Brings one pool to what is wanted of it: the first write at once, later ones at least an interval apart and one at a time,
 * what failed again with growing pauses, until written or until the pool is gone. What somebody else (or a late answer to a
 * write given up) made of it after our last write is put right. Runs on its {@link Later} only.
 */
final class PoolWriter {

    private static final Logger LOG = Logger.getLogger(PoolWriter.class.getName());
    private static final long INTERVAL = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(10).toNanos();

    /** What all writers share: the pools there are, the way to write, time, chance and a tally. */
    record Means(PoolUids uids, PoolApply apply, Later later, RandomGenerator random, Tally tally) {}

    /** Counts writes. */
    interface Tally {
        void written();

        void failed();
    }

    private record Written(PoolDemand demand, String uid, long version) {}

    private final PoolKey pool;
    private final Means means;
    private PoolDemand wanted;
    private Written written;
    private boolean underWay;
    private boolean waiting;
    private boolean ended;
    private int failures;
    private long notBefore;

    PoolWriter(PoolKey pool, Means means) {
        this.pool = pool;
        this.means = means;
        this.notBefore = means.later.nanos();
    }

    void want(PoolDemand demand) {
        wanted = demand;
        step();
    }

    /** The pool was seen so at a version. */
    void seen(PoolDemand demand, long version) {
        if (written != null && version > written.version && !demand.equals(written.demand)) {
            written = null;
            step();
        }
    }

    /** Whether nothing is left to write. */
    boolean settled() {
        return !underWay && !waiting;
    }

    /** Writes what waits without waiting longer. */
    void hurry() {
        notBefore = means.later.nanos();
        waiting = false;
        step();
    }

    /** Writes nothing more. */
    void end() {
        ended = true;
    }

    private void step() {
        String uid = means.uids.of(pool);
        if (ended || underWay || waiting || uid == null || isWritten(uid)) {
            return;
        }
        long pause = notBefore - means.later.nanos();
        if (pause > 0) {
            waiting = true;
            means.later.after(pause, this::resume);
        } else {
            write(uid);
        }
    }

    private boolean isWritten(String uid) {
        return written != null && written.uid.equals(uid) && written.demand.equals(wanted);
    }

    private void resume() {
        if (waiting) {
            waiting = false;
            step();
        }
    }

    private void write(String uid) {
        PoolDemand sent = wanted;
        underWay = true;
        notBefore = means.later.nanos() + INTERVAL;
        means.apply
                .apply(pool, uid, sent)
                .whenComplete((version, failure) -> means.later.now(() -> {
                    underWay = false;
                    if (failure == null) {
                        written(new Written(sent, uid, version));
                    } else {
                        failed(failure);
                    }
                    step();
                }));
    }

    private void written(Written now) {
        written = now;
        failures = 0;
        means.tally.written();
    }

    private void failed(Throwable failure) {
        failures++;
        notBefore = means.later.nanos() + backOff();
        means.tally.failed();
        Level level = failures == 3 ? Level.WARNING : Level.FINE;
        LOG.log(level, "Writing {0} has failed {1} times, last: {2}", new Object[] {pool, failures, failure.toString()
        });
    }

    /** 200 ms, 400 ms … 10 s, of which up to half is left to chance so that many pools do not come back at once. */
    private long backOff() {
        long pause = Math.min(LONGEST_PAUSE, INTERVAL << Math.min(failures - 1, 16));
        return pause / 2 + (long) (means.random.nextDouble() * pause / 2);
    }
}
