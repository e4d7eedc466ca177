package dev.davit.operator.lambda.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.EnvironmentPoolStatus;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.lambda.pool.Environment.Trouble;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolReportTest {
    private static EnvironmentPoolStatus report(Given given) {
        PoolDecision decision = given.decide();
        return PoolReport.status(given.inputs(), decision, decision.failures(), List.of());
    }

    private static Condition condition(EnvironmentPoolStatus status, String type) {
        return Conditions.find(status.conditions, type).orElseThrow();
    }

    private static void assertReady(Given given, String status, String reason) {
        Condition ready = condition(report(given), "Ready");
        assertThat(ready.getStatus()).isEqualTo(status);
        assertThat(ready.getReason()).isEqualTo(reason);
    }

    @Test
    void isReadyWhenAnEnvironmentRunsOrNoneIsWanted() {
        assertReady(Given.generic(1).running("a", 5), "True", "Ready");
        assertReady(Given.generic(0), "True", "Ready");
        assertReady(Given.image().verified().replicas(0), "True", "Ready");
    }

    @Test
    void isUnknownWhileTheFirstStarts() {
        assertReady(Given.image().starting("a", 1), "Unknown", "Verifying");
        assertReady(Given.generic(1).starting("a", 1), "Unknown", "Scaling");
    }

    @Test
    void countsWhatLives() {
        EnvironmentPoolStatus status = report(Given.generic(1)
                .running("a", 5)
                .running("b", 5)
                .starting("c", 1)
                .deleting("d")
                .claim("b", "r"));
        assertThat(status.replicas).isEqualTo(3);
        assertThat(status.ready).isEqualTo(2);
        assertThat(status.claimed).isEqualTo(1);
        assertThat(status.observedGeneration).isEqualTo(3);
    }

    @Test
    void tellsWhyAnImageCannotBePulledInTheRegistrysWords() {
        String message = "Back-off pulling image \"x\": ErrImagePull: rpc error: code = NotFound desc = failed to pull:"
                + " rpc error: desc = docker.io/x:1: not found";
        EnvironmentPoolStatus status = report(Given.image().troubled("a", Trouble.Kind.PULL_GIVEN_UP, message));
        assertThat(condition(status, "Ready").getReason()).isEqualTo("ImagePullFailed");
        assertThat(condition(status, "Ready").getMessage())
                .isEqualTo(
                        "The image \"registry.example/image:1\" cannot be pulled: docker.io/x:1: not found. Check its"
                                + " name and tag, and that the cluster's nodes may pull it.");
        assertThat(condition(status, "Stalled").getStatus()).isEqualTo("True");
    }

    @Test
    void doesNotFlickerBetweenTriesToPull() {
        EnvironmentPoolStatus first =
                report(Given.image().troubled("a", Trouble.Kind.PULL_GIVEN_UP, "dial 10.0.0.1:4321: refused"));
        EnvironmentPoolStatus second = report(Given.image()
                .status(first)
                .later(60)
                .troubled("a", Trouble.Kind.PULL_FAILING, "dial 10.0.0.1:9999: refused"));
        assertThat(second.conditions).isEqualTo(first.conditions);
    }

    @Test
    void callsAFirstImageBrokenAtOnceAndAProvenOneAfterSomePatience() {
        assertReady(Given.image().failed(1, 0), "False", "EnvironmentCrashed");
        assertReady(Given.image().verified().replicas(1).failed(2, 0), "True", "Ready");
        assertReady(Given.image().verified().replicas(1).failed(3, 0), "False", "EnvironmentCrashed");
    }

    @Test
    void doesNotFlickerBetweenTriesToInitialise() {
        assertReady(Given.image().failed(1, 2).starting("b", 1), "False", "EnvironmentCrashed");
        assertReady(Given.image().failed(1, 2).running("b", 1), "False", "EnvironmentCrashed");
        assertReady(Given.image().failed(1, 2).running("b", 1).claim("b", "r"), "True", "Ready");
        assertReady(Given.image().verified().replicas(1).failed(3, 9).running("b", 1), "False", "EnvironmentCrashed");
    }

    @Test
    void saysAtOnceWhatTheGatewayIsAskedToRetire() {
        Given given = Given.generic(1).running("a", 9).running("b", 8);
        PoolDecision decision = given.decide();
        var before = report(given);
        var asking = PoolReport.status(given.inputs(), decision, decision.failures(), List.of("b"));
        assertThat(before.dispensable).isNull();
        assertThat(asking.dispensable).containsExactly("b");
        assertThat(PoolReport.sameButCounts(before, asking)).isFalse();
    }

    @Test
    void aPodThatRunsShowsThatPodsAreLetIn() {
        Given given = Given.generic(1).failed(3, 2).running("b", 1);
        given.inputs().status().failures.reason = "QuotaExceeded";
        assertReady(given, "True", "Ready");
    }

    @Test
    void tellsOfMemoryAndOfRoom() {
        assertReady(Given.image().ended("a", 0, 1, 137), "False", "OutOfMemory");
        assertReady(
                Given.image()
                        .troubled("a", Trouble.Kind.UNSCHEDULABLE, "0/1 nodes are available: 1 Insufficient memory."),
                "False",
                "Unschedulable");
    }

    @Test
    void tellsOfASecretThatIsMissingAndWhoNamedIt() {
        Condition ready = condition(
                report(Given.generic(1).troubled("a", Trouble.Kind.CONTAINER_REFUSED, "secret \"database\" not found")),
                "Ready");
        assertThat(ready.getReason()).isEqualTo("PodRefused");
        assertThat(ready.getMessage())
                .contains("secret \"database\" not found", "Create the Secret", "environment.secrets");
    }

    @Test
    void tellsOfQuotaAndMissingServiceAccountWhenThePodIsRefused() {
        var quota = PoolFailures.refused(
                Optional.empty(), "pods \"x\" is forbidden: exceeded quota: small, requested: pods=1", Given.NOW);
        assertThat(quota.reason).isEqualTo("QuotaExceeded");
        var account = PoolFailures.refused(
                Optional.of(quota), "error looking up service account team/none: serviceaccount \"none\"", Given.NOW);
        assertThat(account.reason).isEqualTo("ServiceAccountNotFound");
        assertThat(account.count).isEqualTo(2);
    }

    @Test
    void differsOnlyInCountsWhenAnEnvironmentIsClaimed() {
        EnvironmentPoolStatus before = report(Given.generic(1).running("a", 20));
        EnvironmentPoolStatus after = report(Given.generic(1)
                .status(before)
                .running("a", 20)
                .starting("b", 1)
                .claim("a", "r"));
        assertThat(PoolReport.sameButCounts(before, after)).isTrue();
        EnvironmentPoolStatus broken =
                report(Given.image().status(before).troubled("a", Trouble.Kind.PULL_GIVEN_UP, "no"));
        assertThat(PoolReport.sameButCounts(before, broken)).isFalse();
    }
}
