package dev.davit.operator.lambda.function;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.operator.kernel.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pure: which revisions can go. Nothing may point at them, the newest must be ready, and the invocations that were
 * running on them when it took over must have had their time.
 */
record FunctionPruning(List<FunctionRevision> now, Optional<Duration> later) {
    /** For messages under way: a gateway learns of the new revision by watch. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    /** Revisions that only Versions or Aliases could still need. */
    static List<FunctionRevision> candidates(FunctionInputs inputs, FunctionStatus status, String wanted) {
        if (status.revision == null || !status.revision.equals(wanted)) {
            return List.of();
        }
        return inputs.revisions().stream()
                .filter(r -> r.getMetadata().getDeletionTimestamp() == null)
                .filter(r -> !r.getMetadata().getName().equals(wanted))
                .toList();
    }

    static FunctionPruning of(
            FunctionInputs inputs, FunctionStatus status, List<FunctionRevision> candidates, Set<String> pointedAt) {
        List<FunctionRevision> free = candidates.stream()
                .filter(r -> !pointedAt.contains(r.getMetadata().getName()))
                .toList();
        Instant since = takenOver(inputs, status);
        List<FunctionRevision> now =
                free.stream().filter(r -> !end(r, since).isAfter(inputs.now())).toList();
        Optional<Duration> later = free.stream()
                .map(r -> end(r, since))
                .filter(end -> end.isAfter(inputs.now()))
                .min(Comparator.naturalOrder())
                .map(end -> Duration.between(inputs.now(), end));
        return new FunctionPruning(now, later);
    }

    private static Instant end(FunctionRevision revision, Instant since) {
        return since.plusSeconds(revision.getSpec().timeout).plus(SLACK);
    }

    private static Instant takenOver(FunctionInputs inputs, FunctionStatus status) {
        Stream<String> times = Stream.concat(
                inputs.revision(status.revision).stream()
                        .map(r -> r.getMetadata().getCreationTimestamp()),
                Conditions.find(status.conditions, ConditionSet.READY).stream().map(c -> c.getLastTransitionTime()));
        return times.map(Instant::parse).max(Comparator.naturalOrder()).orElse(inputs.now());
    }
}
