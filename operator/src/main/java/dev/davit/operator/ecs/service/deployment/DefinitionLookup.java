package dev.davit.operator.ecs.service.deployment;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.TaskDefinitionName;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceReason;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.operator.fargate.Revisions;
import dev.davit.operator.fargate.TaskDefinitions;
import dev.davit.operator.kernel.Outcome;

/**
 * Finds the revision of a task definition that a service asks for.
 *
 * @param definitions the task definitions of the namespace
 * @param region the region in ARNs
 */
public record DefinitionLookup(TaskDefinitions definitions, String region) {

    /** What came of it. */
    public sealed interface Answer {

        /**
         * The revision.
         *
         * @param arn its ARN
         * @param spec what it says
         */
        record Found(String arn, TaskDefinitionSpec spec) implements Answer {}

        /** Why there is none. */
        record Missing(Outcome outcome) implements Answer {}
    }

    public Answer find(Service service) {
        ServiceSpec spec = service.getSpec();
        if (spec.taskDefinitionRef != null) {
            String name = spec.taskDefinitionRef.from.name;
            return definitions
                    .named(name)
                    .map(this::newest)
                    .orElseGet(() -> notFound("Waiting for the TaskDefinition " + name + " of this namespace."));
        }
        String namespace = service.getMetadata().getNamespace();
        TaskDefinitionName name = TaskDefinitionName.parse(spec.taskDefinition).orElseThrow();
        if (name.account() != null && !name.account().equals(Accounts.of(namespace))) {
            return new Answer.Missing(new Outcome.Rejection(
                    ServiceReason.TaskDefinitionNotFound,
                    "taskDefinition " + spec.taskDefinition + " is of another account; this namespace is "
                            + Accounts.of(namespace) + "."));
        }
        return definitions
                .ofFamily(name.family())
                .map(d -> name.revision().isPresent()
                        ? numbered(d, name.revision().getAsLong())
                        : newest(d))
                .orElseGet(() -> notFound(
                        "Waiting for a TaskDefinition of the family " + name.family() + " in this namespace."));
    }

    /** The newest revision, once the definition's present spec has become one. */
    private Answer newest(TaskDefinition definition) {
        if (!TaskDefinitions.registered(definition)) {
            return new Answer.Missing(new Outcome.Waiting(
                    ServiceReason.TaskDefinitionNotReady,
                    "Waiting for the TaskDefinition " + definition.getMetadata().getName() + " to be registered."));
        }
        return new Answer.Found(arn(definition, definition.getStatus().revision), definition.getSpec());
    }

    private Answer numbered(TaskDefinition definition, long number) {
        return definitions
                .revision(definition, number)
                .<Answer>map(revision -> new Answer.Found(arn(definition, number), Revisions.spec(revision)))
                .orElseGet(() -> notFound("Waiting for revision " + number + " of the TaskDefinition "
                        + definition.getMetadata().getName() + "."));
    }

    private String arn(TaskDefinition definition, long number) {
        String account = Accounts.of(definition.getMetadata().getNamespace());
        return Arn.taskDefinition(region, account, Revisions.family(definition), number)
                .toString();
    }

    private static Answer notFound(String message) {
        return new Answer.Missing(new Outcome.Waiting(ServiceReason.TaskDefinitionNotFound, message));
    }

    /** Whether a service looks at this definition. */
    public static boolean concerns(TaskDefinition definition, Service service) {
        ServiceSpec spec = service.getSpec();
        return TaskDefinitions.isNamed(definition, spec.taskDefinitionRef, spec.taskDefinition);
    }
}
