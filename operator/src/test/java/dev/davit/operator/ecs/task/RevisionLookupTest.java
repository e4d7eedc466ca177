package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.definition;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Reference;
import dev.davit.api.common.ReferenceFrom;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionStatus;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.fargate.Revisions;
import dev.davit.operator.fargate.TaskDefinitions;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevisionLookupTest {

    private final Task task = Pods.task();
    private final TaskDefinition report = definition("report", spec(container("main")));
    private final Map<String, ControllerRevision> revisions = new HashMap<>();

    @BeforeEach
    void twoRevisions() {
        revisions.put("report-1", Revisions.of(report, 1));
        report.getSpec().memory = "1024";
        report.getMetadata().setGeneration(2L);
        revisions.put("report-2", Revisions.of(report, 2));
        registered(2, "True");
    }

    private void registered(long revision, String status) {
        report.setStatus(new TaskDefinitionStatus());
        report.getStatus().revision = revision;
        report.getStatus().observedGeneration = report.getMetadata().getGeneration();
        report.getStatus().conditions = List.of(
                new ConditionBuilder().withType("Registered").withStatus(status).build(),
                new ConditionBuilder()
                        .withType("Ready")
                        .withStatus(status)
                        .withMessage("ulimits is refused")
                        .build());
    }

    private TaskStep.Resolution find() {
        return new RevisionLookup(
                        new TaskDefinitions(List.of(report), name -> Optional.ofNullable(revisions.get(name))),
                        "us-east-1")
                .find(task);
    }

    private void finds(String memory, int number) {
        assertThat(find()).isInstanceOfSatisfying(TaskStep.Resolution.Found.class, found -> {
            assertThat(found.revision().spec().memory).isEqualTo(memory);
            assertThat(found.revision().arn()).isEqualTo(arn(number));
        });
    }

    private static String arn(int number) {
        return "arn:aws:ecs:us-east-1:" + Accounts.of("apps") + ":task-definition/report:" + number;
    }

    private void waits(TaskReason reason, String words) {
        assertThat(find())
                .isInstanceOfSatisfying(TaskStep.Resolution.Missing.class, missing -> assertThat(missing.outcome())
                        .isInstanceOfSatisfying(Outcome.Waiting.class, waiting -> {
                            assertThat(waiting.reason()).isEqualTo(reason);
                            assertThat(waiting.message()).contains(words);
                        }));
    }

    private static Reference named(String name) {
        Reference reference = new Reference();
        reference.from = new ReferenceFrom();
        reference.from.name = name;
        return reference;
    }

    @Test
    void findsTheLatestByReferenceFamilyAndArn() {
        task.getSpec().taskDefinitionRef = named("report");
        finds("1024", 2);
        task.getSpec().taskDefinitionRef = null;
        task.getSpec().taskDefinition = "report";
        finds("1024", 2);
        task.getSpec().taskDefinition = arn(2);
        finds("1024", 2);
    }

    @Test
    void findsAnEarlierRevisionByNumber() {
        task.getSpec().taskDefinition = "report:1";
        finds("512", 1);
        task.getSpec().taskDefinition = arn(1);
        finds("512", 1);
    }

    @Test
    void keepsTheRevisionThatWasChosen() {
        task.getSpec().taskDefinitionRef = named("report");
        task.setStatus(new TaskStatus());
        task.getStatus().taskDefinitionArn = arn(1);
        finds("512", 1);
    }

    @Test
    void waitsUntilAnEditIsRegistered() {
        task.getSpec().taskDefinition = "report";
        report.getMetadata().setGeneration(3L);
        waits(TaskReason.TaskDefinitionNotReady, "to be registered");
        registered(2, "Unknown");
        waits(TaskReason.TaskDefinitionNotReady, "ulimits is refused");
    }

    @Test
    void waitsForWhatIsNotThere() {
        task.getSpec().taskDefinition = "other";
        waits(TaskReason.TaskDefinitionNotFound, "family other");
        task.getSpec().taskDefinition = "report:9";
        waits(TaskReason.TaskDefinitionNotFound, "no revision 9");
        task.getSpec().taskDefinition = null;
        task.getSpec().taskDefinitionRef = named("other");
        waits(TaskReason.TaskDefinitionNotFound, "TaskDefinition other");
    }

    @Test
    void refusesAnotherAccountAndWhatIsNoName() {
        for (String wrong :
                new String[] {"arn:aws:ecs:us-east-1:000000000000:task-definition/report:1", "report:0", "a b"}) {
            task.getSpec().taskDefinition = wrong;
            assertThat(find())
                    .as(wrong)
                    .isInstanceOfSatisfying(TaskStep.Resolution.Missing.class, missing -> assertThat(missing.outcome())
                            .isInstanceOf(Outcome.Rejection.class));
        }
    }

    @Test
    void wakesOnlyTasksThatStillWait() {
        task.getSpec().taskDefinition = "report";
        assertThat(RevisionLookup.concerns(report, task)).isTrue();
        task.setStatus(new TaskStatus());
        task.getStatus().podName = "report";
        assertThat(RevisionLookup.concerns(report, task)).isFalse();
    }
}
