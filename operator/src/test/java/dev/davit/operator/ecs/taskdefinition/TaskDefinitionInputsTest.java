package dev.davit.operator.ecs.taskdefinition;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.definition;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionStatus;
import dev.davit.operator.fargate.Revisions;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskDefinitionInputsTest {

    private static final TaskDefinitionReport.Moment MOMENT =
            new TaskDefinitionReport.Moment("us-east-1", Instant.parse("2026-01-01T00:00:00Z"));

    private final TaskDefinition report = definition("report", spec(container("main")));

    private TaskDefinitionInputs inputs(ControllerRevision... revisions) {
        return new TaskDefinitionInputs(report, List.of(revisions), List.of(), false);
    }

    @Test
    void theFirstRevisionIsNumberOne() {
        assertThat(inputs().current()).isEmpty();
        assertThat(inputs().nextNumber()).isEqualTo(1);
    }

    @Test
    void aContentThatReturnsIsANewRevision() {
        ControllerRevision first = Revisions.of(report, 1);
        report.getSpec().memory = "1024";
        ControllerRevision second = Revisions.of(report, 2);
        assertThat(inputs(second, first).current()).contains(second);
        report.getSpec().memory = "512";
        assertThat(inputs(second, first).current()).isEmpty();
        assertThat(inputs(second, first).nextNumber()).isEqualTo(3);
    }

    @Test
    void aNumberIsNotUsedTwiceWhenItsRevisionWasDeleted() {
        report.setStatus(new TaskDefinitionStatus());
        report.getStatus().revision = 7L;
        assertThat(inputs().nextNumber()).isEqualTo(8);
    }

    @Test
    void theStatusShowsTheRevisionAndItsArn() {
        TaskDefinitionStatus status = TaskDefinitionReport.status(
                report, new Outcome.Accepted(), Optional.of(Revisions.of(report, 4)), MOMENT);
        assertThat(status.revision).isEqualTo(4);
        assertThat(status.status).isEqualTo("ACTIVE");
        assertThat(status.taskDefinitionArn).matches("arn:aws:ecs:us-east-1:\\d{12}:task-definition/report:4");
        assertThat(status.ackResourceMetadata.arn).isEqualTo(status.taskDefinitionArn);
        assertThat(status.observedGeneration).isEqualTo(1);
        assertThat(Conditions.isTrue(status.conditions, "Ready")).isTrue();
    }

    @Test
    void aRefusedEditKeepsTheRevisionThatWas() {
        ControllerRevision first = Revisions.of(report, 1);
        report.getSpec().memory = "8192";
        TaskDefinitionStatus status = TaskDefinitionReport.status(
                report, TaskDefinitionCheck.check(inputs(first)), Optional.of(first), MOMENT);
        assertThat(status.revision).isEqualTo(1);
        assertThat(Conditions.isFalse(status.conditions, "Accepted")).isTrue();
        assertThat(Conditions.isTrue(status.conditions, "Stalled")).isTrue();
        assertThat(Conditions.isTrue(status.conditions, "Ready")).isFalse();
    }
}
