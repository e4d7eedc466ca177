package dev.davit.gateway.http.ecs;

import dev.davit.api.common.Arn;
import dev.davit.api.common.TaskDefinitionName;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.gateway.http.ecs.EcsDirectory.Revision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds registered revisions by what callers call them. */
final class TaskDefinitions {

    private static final Comparator<TaskDefinition> OLDEST_FIRST = Comparator.comparing(
                    (TaskDefinition d) -> d.getMetadata().getCreationTimestamp())
            .thenComparing(d -> d.getMetadata().getName());

    private final EcsDirectory directory;

    TaskDefinitions(EcsDirectory directory) {
        this.directory = directory;
    }

    /** A revision and its ARN. */
    record Found(Revision revision, String arn) {}

    /** What the text names, which is a family, family:revision or an ARN; empty when there is none. */
    CompletionStage<Optional<Found>> find(EcsAccount account, String text) {
        Arn.parse(text).ifPresent(account::own);
        Optional<TaskDefinitionName> name = TaskDefinitionName.parse(text);
        if (name.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return holder(account, name.get().family())
                .thenCompose(holder -> holder.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : revision(account, holder.get(), name.get()));
    }

    /** The TaskDefinition that has a family: mostly the one that is called like it. */
    CompletionStage<Optional<TaskDefinition>> holder(EcsAccount account, String family) {
        return directory.definition(account.namespace(), family).thenCompose(named -> {
            boolean holds = named.filter(TaskDefinitions::isRegistered)
                    .filter(definition -> family(definition).equals(family))
                    .isPresent();
            return holds
                    ? CompletableFuture.completedFuture(named)
                    : directory.definitions(account.namespace()).thenApply(all -> all.stream()
                            .filter(TaskDefinitions::isRegistered)
                            .filter(definition -> family(definition).equals(family))
                            .min(OLDEST_FIRST));
        });
    }

    /** The revision of a definition that a name means: the newest unless it says a number. */
    CompletionStage<Optional<Found>> revision(EcsAccount account, TaskDefinition definition, TaskDefinitionName name) {
        long number = name.revision().orElseGet(() -> definition.getStatus().revision);
        return directory
                .revisions(account.namespace(), definition.getMetadata().getName())
                .thenApply(revisions -> own(revisions, definition)
                        .filter(revision -> revision.number() == number)
                        .findFirst()
                        .map(revision -> new Found(revision, account.definitionArn(name.family(), number))));
    }

    /** A namesake that was deleted leaves its revisions behind for a moment. */
    private static java.util.stream.Stream<Revision> own(List<Revision> revisions, TaskDefinition definition) {
        return revisions.stream()
                .filter(revision -> definition.getMetadata().getUid().equals(revision.ownerUid()));
    }

    static boolean isRegistered(TaskDefinition definition) {
        return definition.getStatus() != null && definition.getStatus().revision != null;
    }

    /** The family of a definition: what its spec says, else its name. */
    static String family(TaskDefinition definition) {
        String family = definition.getSpec().family;
        return family == null || family.isEmpty() ? definition.getMetadata().getName() : family;
    }
}
