package dev.davit.operator.lambda.pool;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.Reason;
import dev.davit.api.davit.v1alpha1.EnvironmentFailures;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolStatus;
import dev.davit.api.davit.v1alpha1.PoolReason;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.lambda.pool.Environment.Trouble;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Pure: the pool's status after a pass. */
final class PoolReport {
    /** The one part: the pool can give environments to whoever asks. */
    static final String ENVIRONMENTS_READY = "EnvironmentsReady";

    /** A function that has worked is not called broken for fewer failures in a row than this. */
    static final int PATIENCE = 3;

    private static final ConditionSet CONDITIONS = ConditionSet.of(ENVIRONMENTS_READY);

    private final PoolInputs inputs;
    private final PoolDecision decision;
    private final Optional<EnvironmentFailures> failures;

    private PoolReport(PoolInputs inputs, PoolDecision decision, Optional<EnvironmentFailures> failures) {
        this.inputs = inputs;
        this.decision = decision;
        this.failures = failures;
    }

    /** The status after the decision was carried out; {@code failures} counts the API server's refusals, too. */
    static EnvironmentPoolStatus status(
            PoolInputs inputs,
            PoolDecision decision,
            Optional<EnvironmentFailures> failures,
            List<String> dispensable) {
        PoolReport report = new PoolReport(inputs, decision, failures);
        EnvironmentPoolStatus status = report.counts(dispensable);
        ConditionsBuilder conditions = report.begin();
        report.mark(conditions);
        status.conditions = conditions.build();
        return status;
    }

    /** The status while something is missing without which no environment can be made. */
    static EnvironmentPoolStatus waiting(
            PoolInputs inputs, PoolDecision decision, List<String> dispensable, Reason reason, String message) {
        PoolReport report = new PoolReport(inputs, decision, decision.failures());
        EnvironmentPoolStatus status = report.counts(dispensable);
        status.conditions =
                report.begin().markUnknown(ENVIRONMENTS_READY, reason, message).build();
        return status;
    }

    /** Says whether two statuses differ in nothing but counts: of environments, and of the spec's generations. */
    static boolean sameButCounts(EnvironmentPoolStatus one, EnvironmentPoolStatus other) {
        return said(one.conditions).equals(said(other.conditions))
                && Objects.equals(one.verified, other.verified)
                && Objects.equals(one.dispensable, other.dispensable)
                && one.failures == null
                && other.failures == null;
    }

    private static List<List<String>> said(List<Condition> conditions) {
        return conditions == null
                ? List.of()
                : conditions.stream()
                        .map(c -> List.of(c.getType(), c.getStatus(), c.getReason(), c.getMessage()))
                        .toList();
    }

    private ConditionsBuilder begin() {
        return CONDITIONS.begin(
                inputs.status().conditions, inputs.pool().getMetadata().getGeneration(), inputs.now());
    }

    private EnvironmentPoolStatus counts(List<String> dispensable) {
        List<Environment> live = inputs.live();
        EnvironmentPoolStatus status = new EnvironmentPoolStatus();
        status.observedGeneration = inputs.pool().getMetadata().getGeneration();
        status.replicas = live.size();
        status.ready =
                (int) live.stream().filter(e -> e.runningSince().isPresent()).count();
        status.claimed = (int) live.stream().filter(inputs::isClaimed).count();
        status.verified = decision.verified();
        status.dispensable = dispensable.isEmpty() ? null : dispensable;
        status.failures = failures.orElse(null);
        return status;
    }

    private void mark(ConditionsBuilder conditions) {
        boolean running = inputs.live().stream().anyMatch(e -> e.runningSince().isPresent());
        Optional<Trouble> trouble = inputs.live().stream()
                .flatMap(e -> e.trouble().stream())
                .min(Comparator.comparing(t -> t.kind().ordinal()));
        if (trouble.isPresent() && !running) {
            mark(conditions, trouble.get());
        } else if (failing(running)) {
            EnvironmentFailures failed = failures.orElseThrow();
            conditions.markFalse(ENVIRONMENTS_READY, PoolReason.valueOf(failed.reason), failed.message);
        } else if (!decision.verified() && decision.desired() > 0) {
            conditions.markUnknown(
                    ENVIRONMENTS_READY,
                    inputs.ofImage() ? PoolReason.Verifying : PoolReason.Scaling,
                    "The first environment is being started.");
        } else {
            conditions.markTrue(ENVIRONMENTS_READY, PoolReason.Ready, "Environments can be started.");
        }
    }

    /** One that runs shows that pods are let in again; that it does not crash it has yet to show. */
    private boolean failing(boolean running) {
        int patience = decision.verified() ? PATIENCE : 1;
        return failures.filter(f -> f.count >= patience)
                .filter(f -> !running || PoolReason.isCrash(f.reason))
                .isPresent();
    }

    private void mark(ConditionsBuilder conditions, Trouble trouble) {
        switch (trouble.kind()) {
            case PULL_FAILING -> {
                // Between two tries the kubelet says BackOff, during one Err: that is one failure, not many.
                if (stalledBefore()) {
                    conditions.markStalled(ENVIRONMENTS_READY, PoolReason.ImagePullFailed, pull(trouble));
                } else {
                    conditions.markFalse(ENVIRONMENTS_READY, PoolReason.ImagePullFailed, pull(trouble));
                }
            }
            case PULL_GIVEN_UP -> conditions.markStalled(ENVIRONMENTS_READY, PoolReason.ImagePullFailed, pull(trouble));
            case CONTAINER_REFUSED ->
                conditions.markStalled(
                        ENVIRONMENTS_READY, PoolReason.PodRefused, steady(PoolWords.refused(trouble.message())));
            case UNSCHEDULABLE ->
                conditions.markFalse(
                        ENVIRONMENTS_READY,
                        PoolReason.Unschedulable,
                        steady(PoolWords.unschedulable(trouble.message())));
        }
    }

    private boolean stalledBefore() {
        return Conditions.find(inputs.status().conditions, ConditionSet.STALLED)
                .filter(c -> "True".equals(c.getStatus())
                        && PoolReason.ImagePullFailed.name().equals(c.getReason()))
                .isPresent();
    }

    private String pull(Trouble trouble) {
        return steady(PoolWords.pull(inputs.spec().imageURI, trouble.message()));
    }

    private String steady(String message) {
        Optional<String> before =
                Conditions.find(inputs.status().conditions, ENVIRONMENTS_READY).map(Condition::getMessage);
        return PoolWords.steady(before, message);
    }
}
