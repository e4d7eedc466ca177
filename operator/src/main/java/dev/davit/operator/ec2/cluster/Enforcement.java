package dev.davit.operator.ec2.cluster;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whether the cluster's network enforces NetworkPolicies, as last seen by {@link EnforcementProbe}. */
@Singleton
public class Enforcement {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** A listener could not be told: reconcilers that have not started yet, most likely. The next look tells it. */
    private volatile boolean untold;

    private volatile Seen seen = new Seen(State.UNKNOWN, "Whether policies hold is being looked at.");

    /** What was seen. */
    public enum State {
        /** What is allowed passes, what is not does not. */
        ENFORCED,
        /** What is not allowed passes. */
        NOT_ENFORCED,
        /** It could not be looked at. */
        UNKNOWN
    }

    /** A state and what led to it, in a user's words. */
    public record Seen(State state, String message) {}

    /** What was seen last. */
    public Seen seen() {
        return seen;
    }

    /** Calls the listener when something else is seen. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Something was seen, by one thread. What is known stays known while it cannot be looked at, as when the gateway restarts. */
    public void saw(Seen now) {
        if (now.state() == State.UNKNOWN && seen.state() != State.UNKNOWN) {
            return;
        }
        if (now.equals(seen) && !untold) {
            return;
        }
        seen = now;
        untold = true;
        listeners.forEach(Runnable::run);
        untold = false;
    }
}
