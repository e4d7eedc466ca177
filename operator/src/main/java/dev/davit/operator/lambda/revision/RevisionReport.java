package dev.davit.operator.lambda.revision;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.Reason;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevisionStatus;
import dev.davit.api.davit.v1alpha1.PoolReason;
import dev.davit.api.davit.v1alpha1.RevisionReason;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Arrays;
import java.util.Optional;

/** Pure: the revision's status, which is what its pool says. */
final class RevisionReport {
    static final String POOL_READY = "PoolReady";

    private static final ConditionSet CONDITIONS = ConditionSet.of(POOL_READY);

    private RevisionReport() {}

    static FunctionRevisionStatus status(RevisionInputs inputs) {
        var before = inputs.revision().getStatus();
        Long generation = inputs.revision().getMetadata().getGeneration();
        ConditionsBuilder conditions =
                CONDITIONS.begin(before == null ? null : before.conditions, generation, inputs.now());
        mark(inputs, conditions);
        FunctionRevisionStatus status = new FunctionRevisionStatus();
        status.observedGeneration = generation;
        status.conditions = conditions.build();
        return status;
    }

    private static void mark(RevisionInputs inputs, ConditionsBuilder conditions) {
        if (!inputs.ofImage() && inputs.runtime().isEmpty()) {
            String message = "There is no Runtime \"" + inputs.spec().runtime + "\" in this cluster any more.";
            conditions.markFalse(POOL_READY, PoolReason.RuntimeNotFound, message);
            return;
        }
        Optional<EnvironmentPool> pool = inputs.pool();
        Optional<Condition> ready =
                pool.map(EnvironmentPool::getStatus).flatMap(s -> Conditions.find(s.conditions, ConditionSet.READY));
        if (ready.isEmpty() || !current(pool.orElseThrow()) || ofAnother(inputs)) {
            conditions.markUnknown(POOL_READY, RevisionReason.PoolPending, "The environment pool is being prepared.");
            return;
        }
        Condition said = ready.get();
        switch (said.getStatus()) {
            case "True" -> conditions.markTrue(POOL_READY, RevisionReason.Ready, said.getMessage());
            case "False" -> failed(conditions, pool.orElseThrow(), said);
            default -> conditions.markUnknown(POOL_READY, reason(said), said.getMessage());
        }
    }

    private static void failed(ConditionsBuilder conditions, EnvironmentPool pool, Condition said) {
        if (Conditions.isTrue(pool.getStatus().conditions, ConditionSet.STALLED)) {
            conditions.markStalled(POOL_READY, reason(said), said.getMessage());
        } else {
            conditions.markFalse(POOL_READY, reason(said), said.getMessage());
        }
    }

    /** An image's pool that a deleted revision of this name left behind. */
    private static boolean ofAnother(RevisionInputs inputs) {
        return inputs.ofImage()
                && inputs.pool().filter(pool -> !inputs.isOwn(pool)).isPresent();
    }

    /** A pool that has not been looked at since it was made says nothing yet. */
    private static boolean current(EnvironmentPool pool) {
        return pool.getStatus().observedGeneration != null && pool.getStatus().observedGeneration > 0;
    }

    private static Reason reason(Condition said) {
        return Arrays.stream(PoolReason.values())
                .filter(reason -> reason.name().equals(said.getReason()))
                .map(Reason.class::cast)
                .findFirst()
                .orElse(RevisionReason.PoolPending);
    }
}
