package dev.davit.operator.lambda.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.operator.lambda.pool.Environment.Trouble;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private static Pod pod(String status) {
        Pod pod = Serialization.unmarshal("---\n{apiVersion: v1, kind: Pod, status: " + status + "}", Pod.class);
        return new PodBuilder(pod)
                .withNewMetadata()
                .withName("a")
                .withCreationTimestamp("2026-11-23T10:00:00Z")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();
    }

    @Test
    void readsWhenItsContainerRuns() {
        Environment environment = Environment.of(
                pod(
                        "{phase: Running, containerStatuses: [{name: function, state: {running: {startedAt: \"2026-11-23T10:00:01Z\"}}}]}"));
        assertThat(environment.runningSince()).contains(Instant.parse("2026-11-23T10:00:01Z"));
        assertThat(environment.ended()).isFalse();
    }

    @Test
    void ignoresContainersThatOthersInject() {
        Environment environment = Environment.of(
                pod(
                        "{phase: Running, containerStatuses: [{name: mesh, state: {running: {startedAt: \"2026-11-23T10:00:01Z\"}}}]}"));
        assertThat(environment.runningSince()).isEmpty();
    }

    @Test
    void readsHowItEnded() {
        Environment environment = Environment.of(pod("{phase: Failed, containerStatuses: [{name: function, state: "
                + "{terminated: {exitCode: 3, reason: Error, message: \"Traceback\\nImportError: no x\\n\","
                + " startedAt: \"2026-11-23T10:00:01Z\", finishedAt: \"2026-11-23T10:00:02Z\"}}}]}"));
        assertThat(environment.ending()).hasValueSatisfying(ending -> assertThat(PoolWords.ending(ending))
                .isEqualTo("The environment exited with code 3 soon after its start: ImportError: no x"));
    }

    @Test
    void findsTheLineOfALogThatTells() {
        Environment environment = Environment.of(pod("{phase: Failed, containerStatuses: [{name: function, state: "
                + "{terminated: {exitCode: 1, reason: Error, message: \"LAMBDA_WARNING: Unhandled exception. For more..\\n"
                + "[ERROR] Runtime.ImportModuleError: No module named 'x'\\rTraceback (most recent call last):\\n\","
                + " startedAt: \"2026-11-23T10:00:01Z\", finishedAt: \"2026-11-23T10:00:02Z\"}}}]}"));
        assertThat(PoolWords.ending(environment.ending().orElseThrow()))
                .endsWith("soon after its start: [ERROR] Runtime.ImportModuleError: No module named 'x'");
    }

    @Test
    void takesTheErrorAndNotALineOfItsStack() {
        Environment environment = Environment.of(pod("{phase: Failed, containerStatuses: [{name: function, state: "
                + "{terminated: {exitCode: 1, reason: Error, message: \"[ERROR] RuntimeError: broken ☃\\n"
                + "Traceback (most recent call last):\\n\\u00a0\\u00a0File \\\"app.py\\\", line 1\\n"
                + "\\u00a0\\u00a0\\u00a0\\u00a0raise RuntimeError(\\\"broken ☃\\\")\\n\","
                + " startedAt: \"2026-11-23T10:00:01Z\", finishedAt: \"2026-11-23T10:00:02Z\"}}}]}"));
        assertThat(PoolWords.ending(environment.ending().orElseThrow()))
                .endsWith("soon after its start: [ERROR] RuntimeError: broken ☃");
    }

    @Test
    void countsAProcessThatCouldNotBeStartedAsNeverHavingRun() {
        Environment environment = Environment.of(pod("{phase: Failed, containerStatuses: [{name: function, state: "
                + "{terminated: {exitCode: 128, reason: StartError, message: \"runc create failed: unable to start"
                + " container process: error during container init: exec: no such file\","
                + " startedAt: \"1970-01-01T00:00:00Z\", finishedAt: \"2026-11-23T10:00:02Z\"}}}]}"));
        assertThat(environment.ending()).hasValueSatisfying(ending -> {
            assertThat(ending.started()).isEqualTo(ending.finished());
            assertThat(PoolWords.ending(ending))
                    .isEqualTo("The environment's process could not be started: exec: no such file");
        });
    }

    @Test
    void readsThatItWasEvicted() {
        Environment environment =
                Environment.of(pod("{phase: Failed, reason: Evicted, message: \"The node was low on memory\"}"));
        assertThat(environment.ending()).hasValueSatisfying(ending -> assertThat(PoolWords.ending(ending))
                .isEqualTo("The environment was ended by the cluster (Evicted): The node was low on memory"));
    }

    @Test
    void readsWhyItDoesNotStart() {
        assertThat(Environment.of(pod("{phase: Pending, containerStatuses: [{name: function, state: "
                                + "{waiting: {reason: ImagePullBackOff, message: no}}}]}"))
                        .trouble())
                .contains(new Trouble(Trouble.Kind.PULL_GIVEN_UP, "no"));
        assertThat(Environment.of(pod("{phase: Pending, conditions: [{type: PodScheduled, status: \"False\", "
                                + "reason: Unschedulable, message: full}]}"))
                        .trouble())
                .contains(new Trouble(Trouble.Kind.UNSCHEDULABLE, "full"));
        assertThat(Environment.of(pod("{phase: Pending, containerStatuses: [{name: function, state: "
                                + "{waiting: {reason: ContainerCreating}}}]}"))
                        .trouble())
                .isEmpty();
    }
}
