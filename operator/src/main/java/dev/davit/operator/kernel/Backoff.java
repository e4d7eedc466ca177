package dev.davit.operator.kernel;

import io.javaoperatorsdk.operator.processing.retry.GenericRetry;

/** How a pass that failed with an exception is repeated: from 250 ms doubling to a minute, for as long as it takes. */
public final class Backoff extends GenericRetry {
    /** Made by the operator SDK. */
    public Backoff() {
        setInitialInterval(250);
        setIntervalMultiplier(2);
        setMaxInterval(60_000);
        setMaxAttempts(-1);
    }
}
