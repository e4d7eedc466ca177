package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskArray;
import dev.davit.api.ecs.v1alpha1.TaskArrayStatus;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tasks of an array know their number, run so many at once, and are tried again where that is asked. */
@OnDavit
class TaskArrayE2E {

    private static final Duration SOON = Duration.ofMinutes(3);

    @Test
    void theExamplesPartsAllRunAndKnowTheirNumber(Account account) {
        account.apply(Repository.file("examples/08-batch-array"));

        TaskArrayStatus status = over(account, "parts");

        assertThat(status.succeeded).isEqualTo(6);
        assertThat(status.succeededIndexes).isEqualTo("0-5");
        assertThat(log(account, "parts-4-1")).isEqualTo("part 4 of 6, attempt 1");
    }

    /** Index 1 fails the first time, index 2 always. */
    @Test
    void whatFailsIsTriedAgainAsOftenAsAsked(Account account) {
        account.apply(Manifests.task(
                "flaky",
                "test $AWS_BATCH_JOB_ARRAY_INDEX != 2 && test $AWS_BATCH_JOB_ARRAY_INDEX$AWS_BATCH_JOB_ATTEMPT != 11",
                "desiredStatus: STOPPED"));
        account.apply("""
                apiVersion: ecs.davit.dev/v1alpha1
                kind: TaskArray
                metadata: {name: flaky}
                spec: {taskDefinitionRef: {from: {name: flaky}}, size: 4, attempts: 2}
                """);

        TaskArrayStatus status = over(account, "flaky");

        assertThat(status.succeededIndexes).isEqualTo("0-1,3");
        assertThat(status.failedIndexes).isEqualTo("2");
        assertThat(Stories.condition(status.conditions, "Run").orElseThrow().getReason())
                .isEqualTo("TaskFailed");
        assertThat(account.client()
                        .resources(Task.class)
                        .inNamespace(account.namespace())
                        .withLabel(Labels.TASK_ARRAY, "flaky")
                        .list()
                        .getItems())
                .extracting(task -> task.getMetadata().getName())
                .containsExactlyInAnyOrder(
                        "flaky-0-1", "flaky-1-1", "flaky-1-2", "flaky-2-1", "flaky-2-2", "flaky-3-1");
    }

    private static TaskArrayStatus over(Account account, String array) {
        return account.await(
                        TaskArray.class,
                        array,
                        SOON,
                        each -> each.getStatus() != null && each.getStatus().stoppedAt != null)
                .getStatus();
    }

    private static String log(Account account, String pod) {
        return account.client()
                .pods()
                .inNamespace(account.namespace())
                .withName(pod)
                .getLog()
                .strip();
    }
}
