package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tasks run once, end for a reason ECS would give, and keep their log. */
@OnDavit
class TaskE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void theExamplesTaskRunsToCompletionWithItsLogAndExitCode(Account account) {
        account.apply(Repository.file("examples/04-task"));

        var status = stopped(account, "report");

        assertThat(status.stopCode).isEqualTo("EssentialContainerExited");
        assertThat(status.containers).singleElement().satisfies(container -> {
            assertThat(container.exitCode).isZero();
            assertThat(container.lastStatus).isEqualTo("STOPPED");
        });
        assertThat(log(account, status)).isNotBlank();
    }

    @Test
    void aTaskThatExits3SaysSoAndKeepsItsLog(Account account) {
        account.apply(Manifests.task("exits3", "echo last words; exit 3", "timeout: 60"));

        var status = stopped(account, "exits3");

        assertThat(status.stopCode).isEqualTo("EssentialContainerExited");
        assertThat(status.stoppedReason).isEqualTo("Essential container in task exited");
        assertThat(status.containers.getFirst().exitCode).isEqualTo(3);
        assertThat(log(account, status)).contains("last words");
    }

    /** 300 of 512 MiB, more than half; then 300 twice, which is more than all. */
    @Test
    void containersShareTheMemoryOfTheirTask(Account account) {
        var much = "dd if=/dev/zero of=/dev/null bs=300M count=50";
        account.apply(twoContainers("sharing", much, "sleep 600", 0));
        account.apply(twoContainers("greedy", much, much, 1));

        var sharing = stopped(account, "sharing");
        var greedy = stopped(account, "greedy");

        assertThat(sharing.containers.getFirst().exitCode).isZero();
        assertThat(greedy.containers).anySatisfy(container -> {
            assertThat(container.exitCode).isEqualTo(137);
            assertThat(container.reason).startsWith("OutOfMemoryError");
        });
    }

    /** The first is essential, and the second, too, if that is 1. */
    private static String twoContainers(String name, String first, String second, int essential) {
        var one = Manifests.task(name, first, "timeout: 300");
        return one.replace("    command: [\"" + first + "\"]\n", """
                    command: ["%s"]
                  - name: side
                    image: registry.davit.dev/example-task:0.1.0-dev
                    essential: %b
                    stopTimeout: 2
                    entryPoint: ["/bin/sh", "-c"]
                    command: ["%s"]
                """.formatted(first, essential == 1, second)
                .indent(0));
    }

    @Test
    void aTaskOverItsTimeoutIsStopped(Account account) {
        account.apply(Manifests.task("late", "echo started; sleep 600", "timeout: 3"));

        var status = stopped(account, "late");

        assertThat(status.stoppedReason).contains("timed out after 3 seconds");
        assertThat(log(account, status)).contains("started");
    }

    @Test
    void aTaskIsStoppedByItsUserAndKeepsItsLog(Account account) {
        account.apply(Manifests.task("stopme", "echo running; sleep 600", "timeout: 900"));
        account.await(Task.class, "stopme", SOON, task -> status(task, "RUNNING"));

        account.client()
                .resources(Task.class)
                .inNamespace(account.namespace())
                .withName("stopme")
                .edit(task -> {
                    task.getSpec().desiredStatus = "STOPPED";
                    return task;
                });
        var status = stopped(account, "stopme");

        assertThat(status.stopCode).isEqualTo("UserInitiated");
        assertThat(log(account, status)).contains("running");
    }

    @Test
    void aFinishedTaskIsDeletedAfterItsTimeToLive(Account account) {
        account.apply(Manifests.task("shortlived", "true", "ttlSecondsAfterFinished: 1"));

        Awaitility.await()
                .atMost(SOON)
                .until(() -> account.get(Task.class, "shortlived") == null
                        && account.pods("ecs.davit.dev/task", "shortlived").isEmpty());
    }

    private static boolean status(Task task, String lastStatus) {
        return task.getStatus() != null && lastStatus.equals(task.getStatus().lastStatus);
    }

    private static TaskStatus stopped(Account account, String task) {
        return account.await(Task.class, task, SOON, t -> status(t, "STOPPED")).getStatus();
    }

    private static String log(Account account, TaskStatus status) {
        return account.client()
                .pods()
                .inNamespace(account.namespace())
                .withName(status.podName)
                .getLog();
    }
}
