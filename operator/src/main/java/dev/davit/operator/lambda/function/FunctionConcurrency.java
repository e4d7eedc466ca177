package dev.davit.operator.lambda.function;

import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.operator.functions.AccountConcurrency;
import dev.davit.operator.kernel.Outcome.Rejection;
import java.util.Optional;

/**
 * Pure: whether a function may set aside the concurrency that it asks for. As on AWS, what was granted first counts, and
 * some must be left for the functions that set nothing aside.
 */
final class FunctionConcurrency {
    private FunctionConcurrency() {}

    /**
     * What the namespace has.
     *
     * @param limit invocations at once in the namespace
     * @param reservedByOthers what other functions of the namespace have for themselves: reserved or provisioned
     */
    record Account(int limit, int reservedByOthers) {}

    /** What the function has: what it asks for, or, where that is refused, what it had; whatever else is wrong with it. */
    static Integer granted(FunctionInputs inputs) {
        return check(inputs).isEmpty()
                ? inputs.spec().reservedConcurrentExecutions
                : inputs.status().reservedConcurrentExecutions;
    }

    static Optional<Rejection> check(FunctionInputs inputs) {
        return belowProvisioned(inputs).or(() -> account(inputs));
    }

    /** What was reserved before stands: then it is the version or the alias that asks for too much. */
    private static Optional<Rejection> belowProvisioned(FunctionInputs inputs) {
        Integer asked = inputs.spec().reservedConcurrentExecutions;
        if (asked == null || asked.equals(inputs.status().reservedConcurrentExecutions)) {
            return Optional.empty();
        }
        int provisioned = inputs.published().provisioned();
        return asked >= provisioned
                ? Optional.empty()
                : Optional.of(new Rejection(
                        FunctionReason.ReservedBelowProvisioned,
                        "ReservedConcurrentExecutions " + asked + " should not be lower than function's total"
                                + " provisioned concurrency [" + provisioned
                                + "]. Reserve at least that, or provision less in its Versions and Aliases first."));
    }

    private static Optional<Rejection> account(FunctionInputs inputs) {
        Integer asked = inputs.spec().reservedConcurrentExecutions;
        Account account = inputs.surroundings().account();
        boolean granted = asked == null || asked == 0 || asked.equals(inputs.status().reservedConcurrentExecutions);
        int left = account.limit() - account.reservedByOthers() - AccountConcurrency.UNRESERVED;
        return granted || asked <= left
                ? Optional.empty()
                : Optional.of(new Rejection(
                        FunctionReason.ConcurrencyExceeded,
                        "Specified ReservedConcurrentExecutions for function decreases account's"
                                + " UnreservedConcurrentExecution below its minimum value of ["
                                + AccountConcurrency.UNRESERVED
                                + "]. At most " + Math.max(0, left) + " can be reserved here: this namespace has "
                                + account.limit() + ", of which other functions reserve " + account.reservedByOthers()
                                + "."));
    }
}
