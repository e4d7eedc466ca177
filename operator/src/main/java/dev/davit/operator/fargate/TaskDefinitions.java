package dev.davit.operator.fargate;

import dev.davit.api.common.Reference;
import dev.davit.api.common.TaskDefinitionName;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The task definitions of a namespace, as those who run them look for one.
 *
 * @param all the definitions
 * @param revisions reads a ControllerRevision of the namespace by its name
 */
public record TaskDefinitions(List<TaskDefinition> all, Function<String, Optional<ControllerRevision>> revisions) {

    private static final Comparator<TaskDefinition> OLDEST_FIRST = Comparator.comparing(
                    (TaskDefinition d) -> d.getMetadata().getCreationTimestamp())
            .thenComparing(d -> d.getMetadata().getName());

    /** The definition of that name. */
    public Optional<TaskDefinition> named(String name) {
        return all.stream().filter(d -> d.getMetadata().getName().equals(name)).findFirst();
    }

    /** The definition of that family: of several, the oldest. */
    public Optional<TaskDefinition> ofFamily(String family) {
        return all.stream().filter(d -> Revisions.family(d).equals(family)).min(OLDEST_FIRST);
    }

    /** That revision of the definition. */
    public Optional<ControllerRevision> revision(TaskDefinition definition, long number) {
        return revisions
                .apply(Revisions.name(definition.getMetadata().getName(), number))
                .filter(revision -> Owners.owns(definition, revision));
    }

    /** Whether the status speaks of the definition's present spec. */
    public static boolean seen(TaskDefinition definition) {
        return definition.getStatus() != null
                && definition.getMetadata().getGeneration().equals(definition.getStatus().observedGeneration);
    }

    /** Whether the definition's present spec has become a revision. */
    public static boolean registered(TaskDefinition definition) {
        return seen(definition) && Conditions.isTrue(definition.getStatus().conditions, "Registered");
    }

    /** Whether the definition is what a reference, or else a family, family:revision or ARN, names. */
    public static boolean isNamed(TaskDefinition definition, Reference reference, String text) {
        return reference != null && reference.from != null
                ? definition.getMetadata().getName().equals(reference.from.name)
                : TaskDefinitionName.parse(text)
                        .filter(name -> name.family().equals(Revisions.family(definition)))
                        .isPresent();
    }
}
