package dev.davit.gateway.dispatch;

import dev.davit.gateway.environment.EnvironmentId;

/** Port: the other replicas of the gateway, as far as a dispatcher has to do with them. Called on the owner thread. */
public interface Neighbours {

    /** This replica's name. */
    String self();

    /** Whether the namespace is dispatched here. */
    boolean isHere(String namespace);

    /**
     * An environment whose namespace has gone to another replica is done with the invocation that it had from here; the
     * namespace's owner must know, and must destroy it if {@code retire}.
     */
    void disengaged(EnvironmentId id, boolean retire);

    /** There are none. */
    Neighbours NONE = new Neighbours() {
        @Override
        public String self() {
            return "";
        }

        @Override
        public boolean isHere(String namespace) {
            return true;
        }

        @Override
        public void disengaged(EnvironmentId id, boolean retire) {
            throw new IllegalStateException("Nobody to tell of " + id);
        }
    };
}
