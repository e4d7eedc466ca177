package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A program in a task learns of itself at the address that ECS gives it, through the wall that stands around it (ADR 35). */
@OnDavit
class TaskMetadataE2E {

    @Test
    void aProgramLearnsOfItsTaskAndOfNothingElse(Account account) {
        account.apply(PodCommands.task("asks", script(), "", ""));

        var status = account.await(
                        Task.class,
                        "asks",
                        Duration.ofMinutes(2),
                        task -> task.getStatus() != null && "STOPPED".equals(task.getStatus().lastStatus))
                .getStatus();

        String log = account.client()
                .pods()
                .inNamespace(account.namespace())
                .withName(status.podName)
                .getLog();
        assertThat(status.containers.getFirst().exitCode).as(log).isZero();
        assertThat(log).contains("\"TaskARN\": \"" + status.taskArn + "\"");
    }

    private static String script() {
        try (var script = TaskMetadataE2E.class.getResourceAsStream("/network/metadata.py")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
