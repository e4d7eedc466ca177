package dev.davit.gateway.environment;

/** Where an execution environment is in its life. */
public enum EnvironmentState {
    /** Its pod exists, its runtime has not polled yet (or the poll of a parked one was lost). */
    STARTING("Started"),
    /** Generic: booted, no code, its poll is parked, may be claimed. */
    PARKED("Started"),
    /** Generic and claimed: has got its code, has not asked for an invocation yet. */
    INITIALISING("Started"),
    /** Its poll is parked, it can take an invocation at once. */
    IDLE("Ready"),
    /** Belongs to a revision but its poll is lost (or the gateway is new): expected to poll again. */
    AWAY("Ready"),
    /** It has an invocation. */
    BUSY("Running"),
    /** It has an invocation from a former owner of its namespace, another gateway replica. */
    ELSEWHERE("Running"),
    /** It has answered and has not asked for the next invocation yet. */
    ANSWERED("ResponseSent"),
    /** Crashed, timed out, retired or gone: never used again. */
    DEAD("InitError");

    private final String runtimeState;

    EnvironmentState(String runtimeState) {
        this.runtimeState = runtimeState;
    }

    /** The word AWS's Runtime API uses for it. */
    public String runtimeState() {
        return runtimeState;
    }
}
