package dev.davit.gateway.kernel;

/** The time, as the core sees it; tests turn it by hand. */
public interface Clock {

    /** Milliseconds since 1970, for what runtimes and users are told. */
    long epochMillis();

    /** Nanoseconds from a fixed, arbitrary origin; never goes back. Deadlines and durations are counted with it. */
    long nanos();

    /** The machine's clocks. */
    static Clock system() {
        java.time.Clock machine = java.time.Clock.systemUTC();
        return new Clock() {
            @Override
            public long epochMillis() {
                return machine.millis();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }
}
