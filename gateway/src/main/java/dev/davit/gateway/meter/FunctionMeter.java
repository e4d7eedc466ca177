package dev.davit.gateway.meter;

/** The counters of one function. Called on the owner thread. */
public interface FunctionMeter {

    /** An invocation was handed to an environment: {@code Invocations}, {@code ConcurrentExecutions}. */
    void started();

    /**
     * It was for a version with provisioned environments: {@code ProvisionedConcurrencyInvocations} and
     * {@code ProvisionedConcurrentExecutions}, or {@code ProvisionedConcurrencySpilloverInvocations} when they were all at work.
     */
    void provisioned(boolean spilledOver);

    /**
     * It ended: {@code Duration}, and {@code Errors} when the function or its environment failed; {@code provisioned} says
     * whether a provisioned environment is free again.
     */
    void ended(long durationNanos, boolean error, boolean provisioned);

    /** It was refused for concurrency: {@code Throttles}. */
    void throttled();

    /** An environment initialised: {@code InitDuration}. */
    void initialised(long nanos);

    /** Counts nothing. */
    FunctionMeter NONE = new FunctionMeter() {
        @Override
        public void started() {}

        @Override
        public void provisioned(boolean spilledOver) {}

        @Override
        public void ended(long durationNanos, boolean error, boolean provisioned) {}

        @Override
        public void throttled() {}

        @Override
        public void initialised(long nanos) {}
    };
}
