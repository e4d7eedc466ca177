package dev.davit.operator.lambda.function;

import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.operator.kernel.Outcome.Rejection;
import java.util.Optional;

/**
 * Pure: whether a function may set aside the concurrency that it asks for. As on AWS, what was granted first counts, and
 * some must be left for the functions that set nothing aside.
 */
final class FunctionConcurrency {
    /** What must be left unreserved, as on AWS. */
    static final int UNRESERVED = 100;

    private FunctionConcurrency() {}

    /**
     * What the namespace has.
     *
     * @param limit invocations at once in the namespace
     * @param reservedByOthers what other functions of the namespace were granted
     */
    record Account(int limit, int reservedByOthers) {}

    static Optional<Rejection> check(FunctionInputs inputs) {
        Integer asked = inputs.spec().reservedConcurrentExecutions;
        Account account = inputs.surroundings().account();
        boolean granted = asked == null || asked == 0 || asked.equals(inputs.status().reservedConcurrentExecutions);
        int left = account.limit() - account.reservedByOthers() - UNRESERVED;
        return granted || asked <= left
                ? Optional.empty()
                : Optional.of(new Rejection(
                        FunctionReason.ConcurrencyExceeded,
                        "Specified ReservedConcurrentExecutions for function decreases account's"
                                + " UnreservedConcurrentExecution below its minimum value of [" + UNRESERVED
                                + "]. At most " + Math.max(0, left) + " can be reserved here: this namespace has "
                                + account.limit() + ", of which other functions reserve " + account.reservedByOthers()
                                + "."));
    }
}
