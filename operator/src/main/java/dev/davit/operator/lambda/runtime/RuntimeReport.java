package dev.davit.operator.lambda.runtime;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.api.davit.v1alpha1.RuntimeReason;
import dev.davit.api.davit.v1alpha1.RuntimeStatus;
import java.time.Instant;

/** Pure: the runtime's status. */
final class RuntimeReport {
    static final String AVAILABLE = "Available";

    private static final ConditionSet CONDITIONS = ConditionSet.of(AVAILABLE);

    private RuntimeReport() {}

    static RuntimeStatus status(Runtime runtime, Instant now) {
        boolean deprecated = Boolean.TRUE.equals(runtime.getSpec().deprecated);
        var before = runtime.getStatus();
        RuntimeStatus status = new RuntimeStatus();
        status.observedGeneration = runtime.getMetadata().getGeneration();
        status.conditions = CONDITIONS
                .begin(before == null ? null : before.conditions, status.observedGeneration, now)
                .markTrue(
                        AVAILABLE,
                        deprecated ? RuntimeReason.Deprecated : RuntimeReason.Ready,
                        deprecated ? "Functions should move to a newer runtime." : "")
                .build();
        return status;
    }
}
