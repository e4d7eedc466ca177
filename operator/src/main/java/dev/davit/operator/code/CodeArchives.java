package dev.davit.operator.code;

import dev.davit.transfer.Problem;
import dev.davit.transfer.TransferException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * What is known of archives. A look answers at once, and sees to it that a later one can say more: it has the archive fetched
 * when nothing is known of it, and again, later and later, when its server had a bad moment.
 */
public final class CodeArchives {
    private static final Logger LOG = Logger.getLogger(CodeArchives.class);

    private static final int MOST = 2000;
    private static final Duration TAKEN = Duration.ofHours(1);
    private static final Duration REFUSED = Duration.ofMinutes(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final int DOUBLINGS = 7;

    private final ArchivePolicy policy;
    private final Inspector inspector;
    private final Executor executor;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    /** The last word on an archive, how long it counts, and whether somebody is finding out anew. */
    private record Known(Verdict verdict, Instant until, int failures, boolean underWay) {}

    /** Port: fetches an archive and looks into it; blocks. */
    @FunctionalInterface
    interface Inspector {
        Verdict.Taken inspect(Origin origin) throws TransferException;
    }

    CodeArchives(ArchivePolicy policy, Inspector inspector, Executor executor, Clock clock) {
        this.policy = policy;
        this.inspector = inspector;
        this.executor = executor;
        this.clock = clock;
    }

    /** What is known of the archive; never waits. */
    public Verdict look(Origin origin) {
        Optional<Verdict.Refused> never = policy.refused(origin);
        if (never.isPresent()) {
            return never.get();
        }
        String identity = origin.identity();
        synchronized (known) {
            Known now = known.get(identity);
            if (now != null && (now.underWay || clock.instant().isBefore(now.until))) {
                return now.verdict;
            }
            // While a retry runs the last failure is told: a condition must not flap.
            boolean again = now != null && now.verdict instanceof Verdict.Pending;
            Verdict meanwhile =
                    again ? now.verdict : new Verdict.Pending(Trouble.CodeFetching, "The archive is being fetched.");
            int failures = again ? now.failures : 0;
            known.put(identity, new Known(meanwhile, Instant.MAX, failures, true));
            if (!begin(identity, origin, failures)) {
                known.put(identity, new Known(meanwhile, Instant.MIN, failures, false));
            }
            return meanwhile;
        }
    }

    private boolean begin(String identity, Origin origin, int failures) {
        try {
            executor.execute(() -> finish(identity, find(origin, failures)));
            return true;
        } catch (RejectedExecutionException e) {
            return false; // too many are waiting already; the next look asks again
        }
    }

    private Known find(Origin origin, int failures) {
        try {
            return new Known(inspector.inspect(origin), clock.instant().plus(TAKEN), 0, false);
        } catch (TransferException e) {
            Trouble trouble = Trouble.of(e.problem());
            return e.problem().passing()
                    ? retry(new Verdict.Pending(trouble, e.getMessage()), failures)
                    : new Known(
                            new Verdict.Refused(trouble, e.getMessage()),
                            clock.instant().plus(REFUSED),
                            0,
                            false);
        } catch (RuntimeException e) {
            LOG.errorf(e, "an archive could not be looked into");
            return retry(
                    new Verdict.Pending(
                            Trouble.of(Problem.UNREACHABLE),
                            "Davit met an error of its own while it fetched the archive; its log has the details."),
                    failures);
        }
    }

    private Known retry(Verdict verdict, int failures) {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        return new Known(verdict, clock.instant().plus(wait), failures + 1, false);
    }

    private void finish(String identity, Known found) {
        synchronized (known) {
            known.put(identity, found);
        }
    }
}
