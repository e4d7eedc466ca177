package dev.davit.operator.ecs.taskdefinition;

import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.operator.fargate.Revisions;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one pass over a task definition has read.
 *
 * @param definition the definition
 * @param revisions the revisions that it owns
 * @param siblings the other definitions of its namespace
 * @param restarts whether the cluster can start a single container of a pod again
 */
record TaskDefinitionInputs(
        TaskDefinition definition,
        List<ControllerRevision> revisions,
        List<TaskDefinition> siblings,
        boolean restarts) {

    private static final Comparator<TaskDefinition> OLDEST_FIRST = Comparator.comparing(
                    (TaskDefinition d) -> d.getMetadata().getCreationTimestamp())
            .thenComparing(d -> d.getMetadata().getName());

    /** The newest revision. */
    Optional<ControllerRevision> latest() {
        return revisions.stream().max(Comparator.comparing(ControllerRevision::getRevision));
    }

    /** The newest revision when it holds the present spec. */
    Optional<ControllerRevision> current() {
        return latest().filter(revision -> Revisions.holds(revision, definition));
    }

    /** The number of the next revision: above all that there are and above the one last reported. */
    long nextNumber() {
        long seen = latest().map(ControllerRevision::getRevision).orElse(0L);
        Long reported = definition.getStatus() == null ? null : definition.getStatus().revision;
        return Math.max(seen, reported == null ? 0 : reported) + 1;
    }

    /** The older definition that has the same family. */
    Optional<TaskDefinition> familyHolder() {
        String family = Revisions.family(definition);
        return siblings.stream()
                .filter(sibling -> Revisions.family(sibling).equals(family))
                .filter(sibling -> OLDEST_FIRST.compare(sibling, definition) < 0)
                .min(OLDEST_FIRST);
    }
}
