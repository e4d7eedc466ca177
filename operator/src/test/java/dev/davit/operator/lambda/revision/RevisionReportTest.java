package dev.davit.operator.lambda.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolStatus;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevisionReportTest {
    private final FunctionRevision revision = new FunctionRevision();

    RevisionReportTest() {
        revision.getMetadata().setName("hello-r1");
        revision.getMetadata().setUid("revision-uid");
        revision.getSpec().imageURI = "registry.example/hello:1";
        revision.getSpec().memorySize = 256;
        revision.getSpec().environmentPool = "hello-r1";
    }

    private EnvironmentPool pool(Condition... conditions) {
        EnvironmentPool pool = new EnvironmentPool();
        pool.getMetadata().setOwnerReferences(List.of(Owners.controller(revision)));
        pool.setStatus(new EnvironmentPoolStatus());
        pool.getStatus().observedGeneration = 1L;
        pool.getStatus().conditions = List.of(conditions);
        return pool;
    }

    private static Condition condition(String type, String status, String reason) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage("so it is")
                .build();
    }

    private RevisionInputs inputs(Optional<EnvironmentPool> pool, Optional<Runtime> runtime) {
        return new RevisionInputs(revision, runtime, pool, Instant.parse("2026-11-23T10:00:00Z"));
    }

    private List<Condition> report(EnvironmentPool pool) {
        return RevisionReport.status(inputs(Optional.ofNullable(pool), Optional.empty())).conditions;
    }

    private static String ready(List<Condition> conditions) {
        Condition ready = Conditions.find(conditions, "Ready").orElseThrow();
        return ready.getStatus() + " " + ready.getReason();
    }

    @Test
    void repeatsItsPool() {
        assertThat(ready(report(null))).isEqualTo("Unknown PoolPending");
        assertThat(ready(report(pool()))).isEqualTo("Unknown PoolPending");
        assertThat(ready(report(pool(condition("Ready", "Unknown", "Verifying")))))
                .isEqualTo("Unknown Verifying");
        assertThat(ready(report(pool(condition("Ready", "True", "Ready"))))).isEqualTo("True Ready");
        assertThat(ready(report(pool(condition("Ready", "False", "Unschedulable")))))
                .isEqualTo("False Unschedulable");
    }

    @Test
    void isStalledWhenItsPoolIs() {
        List<Condition> conditions = report(
                pool(condition("Ready", "False", "ImagePullFailed"), condition("Stalled", "True", "ImagePullFailed")));
        assertThat(Conditions.isTrue(conditions, "Stalled")).isTrue();
    }

    @Test
    void doesNotBelieveThePoolOfANamesake() {
        EnvironmentPool left = pool(condition("Ready", "True", "Ready"));
        left.getMetadata().getOwnerReferences().getFirst().setUid("another");
        assertThat(ready(report(left))).isEqualTo("Unknown PoolPending");
    }

    @Test
    void tellsThatItsRuntimeIsGone() {
        revision.getSpec().imageURI = null;
        revision.getSpec().runtime = "python3.11";
        assertThat(ready(report(null))).isEqualTo("False RuntimeNotFound");
        assertThat(RevisionObjects.pool(inputs(Optional.empty(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void takesImageAndWarmthFromTheRuntime() {
        revision.getSpec().imageURI = null;
        revision.getSpec().runtime = "python3.11";
        Runtime runtime = new Runtime();
        runtime.getMetadata().setName("python3.11");
        runtime.getSpec().imageURI = "registry.example/python:1";
        runtime.getSpec().warm = 3;
        assertThat(RevisionObjects.pool(inputs(Optional.empty(), Optional.of(runtime))))
                .hasValueSatisfying(pool -> {
                    assertThat(pool.getSpec().imageURI).isEqualTo("registry.example/python:1");
                    assertThat(pool.getSpec().warm).isEqualTo(3);
                    assertThat(pool.getSpec().initial).isZero();
                    assertThat(pool.getSpec().memorySize).isEqualTo(256);
                    assertThat(pool.getSpec().replicas).isNull();
                });
    }

    @Test
    void startsAnImageOnceToSeeWhetherItWorks() {
        assertThat(RevisionObjects.pool(inputs(Optional.empty(), Optional.empty())))
                .hasValueSatisfying(pool -> {
                    assertThat(pool.getSpec().functionRevision).isEqualTo("hello-r1");
                    assertThat(pool.getSpec().initial).isEqualTo(1);
                    assertThat(pool.getSpec().warm).isZero();
                });
    }
}
