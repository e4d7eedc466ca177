package dev.davit.operator.kernel;

import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;

/**
 * How a pass that failed with an exception is repeated: from 250 ms doubling to a minute, for as long as it takes. It is no
 * subclass of {@link GenericRetry}: Quarkus would set such a one back to the five attempts of its annotation's defaults.
 */
public final class Backoff implements Retry {
    @Override
    public RetryExecution initExecution() {
        return new GenericRetry()
                .setInitialInterval(250)
                .setIntervalMultiplier(2)
                .setMaxInterval(60_000)
                .withoutMaxAttempts()
                .initExecution();
    }
}
