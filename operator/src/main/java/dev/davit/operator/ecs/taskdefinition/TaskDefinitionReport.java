package dev.davit.operator.ecs.taskdefinition;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionReason;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionStatus;
import dev.davit.operator.fargate.Revisions;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the status of a task definition says after a pass. */
final class TaskDefinitionReport {

    static final String ACCEPTED = "Accepted";
    static final String REGISTERED = "Registered";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, REGISTERED);

    private TaskDefinitionReport() {}

    /**
     * The status.
     *
     * @param newest the newest revision; of the present spec when that is accepted, else of an earlier one
     */
    static TaskDefinitionStatus status(
            TaskDefinition definition, Outcome outcome, Optional<ControllerRevision> newest, Moment moment) {
        TaskDefinitionStatus status = new TaskDefinitionStatus();
        status.observedGeneration = definition.getMetadata().getGeneration();
        newest.ifPresent(revision -> register(status, definition, revision, moment.region()));
        status.conditions = conditions(definition, outcome, status, moment.now());
        return status;
    }

    /** Where and when the pass runs. */
    record Moment(String region, Instant now) {}

    private static void register(
            TaskDefinitionStatus status, TaskDefinition definition, ControllerRevision revision, String region) {
        String account = Accounts.of(definition.getMetadata().getNamespace());
        String family = Revisions.spec(revision).family;
        status.revision = revision.getRevision();
        status.taskDefinitionArn = Arn.taskDefinition(region, account, family, revision.getRevision())
                .toString();
        status.status = "ACTIVE";
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.arn = status.taskDefinitionArn;
        status.ackResourceMetadata.ownerAccountID = account;
        status.ackResourceMetadata.region = region;
    }

    private static List<Condition> conditions(
            TaskDefinition definition, Outcome outcome, TaskDefinitionStatus status, Instant now) {
        List<Condition> previous = definition.getStatus() == null ? null : definition.getStatus().conditions;
        ConditionsBuilder conditions =
                CONDITIONS.begin(previous, definition.getMetadata().getGeneration(), now);
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                conditions
                        .markTrue(ACCEPTED, TaskDefinitionReason.Accepted, accepted.note())
                        .markTrue(
                                REGISTERED,
                                TaskDefinitionReason.Registered,
                                "Registered as revision " + status.revision + ".")
                        .build();
            case Outcome.Rejection rejection ->
                conditions
                        .markStalled(ACCEPTED, rejection.reason(), rejection.message())
                        .build();
            case Outcome.Waiting waiting ->
                conditions
                        .markTrue(ACCEPTED, TaskDefinitionReason.Accepted, "")
                        .markUnknown(REGISTERED, waiting.reason(), waiting.message())
                        .build();
        };
    }
}
