package dev.davit.operator.lambda.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.ProvisionedEnvironments;
import dev.davit.operator.lambda.pool.Environment.Trouble;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolDecisionTest {
    @Test
    void startsTheWarmEnvironmentsOfAGenericPool() {
        assertThat(Given.generic(2).decide().create()).isEqualTo(2);
        assertThat(Given.generic(2).starting("a", 1).decide().create()).isEqualTo(1);
        assertThat(Given.generic(2).starting("a", 1).running("b", 9).decide().create())
                .isZero();
    }

    @Test
    void refillsWhenAWarmEnvironmentIsClaimed() {
        PoolDecision decision =
                Given.generic(1).running("a", 20).claim("a", "hello-r1").decide();
        assertThat(decision.create()).isEqualTo(1);
        assertThat(decision.delete()).isEmpty();
        assertThat(decision.label()).containsOnly(java.util.Map.entry("a", "hello-r1"));
    }

    @Test
    void startsAFewForNobodyAtATimeAndAllThatAreWaitedFor() {
        assertThat(Given.generic(20).decide().create()).isEqualTo(5);
        assertThat(Given.generic(20).starting("a", 1).running("b", 9).decide().create())
                .isEqualTo(4);
        assertThat(Given.generic(20).replicas(12).decide().create()).isEqualTo(12);
        assertThat(Given.generic(20)
                        .replicas(3)
                        .running("a", 20)
                        .claim("a", "hello-r1")
                        .decide()
                        .create())
                .as("two that are waited for, and three more for nobody")
                .isEqualTo(5);
    }

    @Test
    void ignoresClaimsOfPodsThatAreGone() {
        PoolDecision decision =
                Given.generic(1).running("b", 20).claim("a", "hello-r1").decide();
        assertThat(decision.create()).isZero();
        assertThat(decision.label()).isEmpty();
    }

    @Test
    void keepsAsManyAsTheGatewayAsksForWhenThatIsMore() {
        assertThat(Given.generic(1).replicas(4).running("a", 20).decide().create())
                .isEqualTo(3);
        assertThat(Given.image().verified().replicas(3).decide().create()).isEqualTo(3);
    }

    @Test
    void replacesAnUnclaimedEnvironmentThatLooksForTheGatewayWhereItWas() {
        PoolDecision decision = Given.generic(2)
                .running("old", 60)
                .running("claimed", 60)
                .claim("claimed", "hello-r1")
                .gatewayMovedTo("10.96.0.8")
                .running("new", 1)
                .decide();
        assertThat(decision.delete()).containsExactly("old");
        assertThat(decision.create()).isEqualTo(1);
    }

    @Test
    void replacesAnUnclaimedEnvironmentThatCanNoLongerProveItself() {
        PoolDecision decision =
                Given.image().verified().running("old", 60).otherRuntimeKey().decide();
        assertThat(decision.delete()).containsExactly("old");
        assertThat(decision.create()).isEqualTo(1);
    }

    @Test
    void endsWhatIsRetiredAndReplacesItOnlyWhenItIsMissing() {
        PoolDecision decision = Given.generic(1)
                .running("warm", 20)
                .running("old", 60)
                .claim("old", "hello-r1")
                .retire("old")
                .decide();
        assertThat(decision.delete()).containsExactly("old");
        assertThat(decision.create()).isZero();
    }

    @Test
    void neverEndsAClaimedEnvironmentThatIsNotRetired() {
        PoolDecision decision = Given.generic(0)
                .replicas(0)
                .running("a", 20)
                .running("b", 10)
                .claim("a", "r")
                .claim("b", "r")
                .decide();
        assertThat(decision.delete()).isEmpty();
        assertThat(decision.surplus()).isEmpty();
    }

    @Test
    void endsTheYoungestUnclaimedWhenThereAreTooMany() {
        PoolDecision decision = Given.generic(1)
                .running("old", 60)
                .running("young", 10)
                .starting("youngest", 1)
                .decide();
        assertThat(decision.surplus()).containsExactlyInAnyOrder("young", "youngest");
    }

    @Test
    void doesNotEndTwiceWhatIsGoingAlready() {
        PoolDecision decision = Given.generic(0).deleting("a").retire("a").decide();
        assertThat(decision.delete()).isEmpty();
        assertThat(decision.surplus()).isEmpty();
        assertThat(decision.create()).isZero();
    }

    @Test
    void startsOneEnvironmentOfANewImageAndKeepsItUntilTheGatewaySpeaks() {
        assertThat(Given.image().decide().create()).isEqualTo(1);
        assertThat(Given.image().running("a", 30).verified().decide().surplus()).isEmpty();
        assertThat(Given.image()
                        .running("a", 30)
                        .verified()
                        .replicas(0)
                        .decide()
                        .surplus())
                .containsExactly("a");
        assertThat(Given.image().verified().replicas(0).decide().create()).isZero();
    }

    @Test
    void callsAnImageVerifiedOnceTheGatewayHasHeardOfAnEnvironment() {
        assertThat(Given.image().running("a", 1).claim("a", "r").decide().verified())
                .isTrue();
        assertThat(Given.image().running("a", 9).decide().verified()).isFalse();
        assertThat(Given.image().starting("a", 30).decide().verified()).isFalse();
        assertThat(Given.image().ended("a", 0, 12, 1).decide().verified()).isFalse();
        assertThat(Given.generic(1).running("a", 0).decide().verified()).isTrue();
    }

    @Test
    void callsAnImageVerifiedWhoseInitialisationTakesTooLongButDoesNotCrash() {
        assertThat(Given.image().running("a", 1).decide().lookAgain()).contains(Duration.ofSeconds(9));
        assertThat(Given.image().running("a", 10).decide().verified()).isTrue();
        assertThat(Given.image().running("a", 10).retire("a").decide().verified())
                .isTrue();
    }

    @Test
    void waitsLongerAfterEachFailureAndThenStartsOne() {
        assertThat(Given.image().failed(1, 0).decide().create()).isZero();
        assertThat(Given.image().failed(1, 0).decide().lookAgain()).contains(Duration.ofSeconds(1));
        assertThat(Given.image().failed(1, 2).decide().create()).isEqualTo(1);
        assertThat(Given.image().failed(4, 7).decide().create()).isZero();
        assertThat(Given.image().failed(4, 8).decide().create()).isEqualTo(1);
        assertThat(Given.image().failed(40, 299).decide().create()).isZero();
        assertThat(Given.image().failed(40, 300).decide().create()).isEqualTo(1);
        assertThat(Given.image().replicas(9).failed(2, 60).decide().create()).isEqualTo(1);
    }

    @Test
    void countsAnEndingOnce() {
        PoolDecision first = Given.image().ended("a", 0, 1, 1).decide();
        assertThat(first.failures()).hasValueSatisfying(f -> {
            assertThat(f.count).isEqualTo(1);
            assertThat(f.exitCode).isEqualTo(1);
            assertThat(f.lastTime).isEqualTo(Given.NOW.toString());
        });
        PoolDecision again = Given.image().ended("a", 0, 1, 1).failed(1, 0).decide();
        assertThat(again.failures()).hasValueSatisfying(f -> assertThat(f.count).isEqualTo(1));
    }

    @Test
    void forgetsFailuresOnceAnEnvironmentHasProvenItself() {
        assertThat(Given.image().failed(3, 60).running("a", 9).decide().failures())
                .isPresent();
        assertThat(Given.image().failed(3, 60).running("a", 9).decide().lookAgain())
                .contains(Duration.ofSeconds(1));
        assertThat(Given.image().failed(3, 60).running("a", 10).decide().failures())
                .isEmpty();
    }

    @Test
    void doesNotCountTheEndOfAnEnvironmentThatWorked() {
        PoolDecision decision =
                Given.image().verified().replicas(1).ended("a", 1, 30, 1).decide();
        assertThat(decision.failures()).isEmpty();
        assertThat(decision.delete()).containsExactly("a");
        assertThat(decision.create()).isEqualTo(1);
    }

    @Test
    void doesNotCountTheEndOfAnEnvironmentThatTheGatewayHasClaimed() {
        PoolDecision decision = Given.image()
                .verified()
                .replicas(1)
                .ended("a", 0, 1, 1)
                .claim("a", "r")
                .decide();
        assertThat(decision.failures()).isEmpty();
        assertThat(decision.create()).isEqualTo(1);
    }

    @Test
    void forgetsFailuresOnceTheGatewayHasClaimedAnEnvironment() {
        assertThat(Given.image()
                        .failed(3, 60)
                        .running("a", 1)
                        .claim("a", "r")
                        .decide()
                        .failures())
                .isEmpty();
    }

    @Test
    void startsNoImageWhileThereIsNoGatewayToPoll() {
        assertThat(Given.image().withoutGateway().decide().create()).isZero();
        assertThat(Given.image().gatewaySince(0).decide().create()).isEqualTo(1);
        assertThat(Given.generic(1).withoutGateway().decide().create()).isEqualTo(1);
    }

    @Test
    void startsNothingForARevisionThatIsGoneAndLeavesWhatIsAtWork() {
        PoolDecision decision = Given.image()
                .verified()
                .replicas(3)
                .running("at-work", 60)
                .claim("at-work", "r")
                .running("unclaimed", 60)
                .left()
                .decide();
        assertThat(decision.create()).isZero();
        assertThat(decision.delete()).isEmpty();
        assertThat(decision.surplus()).containsExactly("unclaimed");
    }

    @Test
    void doesNotCountAnEndWithoutAGatewayToPoll() {
        assertThat(Given.image().withoutGateway().ended("a", 0, 1, 1).decide().failures())
                .isEmpty();
        assertThat(Given.image().gatewaySince(1).ended("a", 0, 3, 1).decide().failures())
                .as("it came while the environment started")
                .isEmpty();
        assertThat(Given.image().gatewaySince(9).ended("a", 0, 1, 1).decide().failures())
                .isPresent();
        assertThat(Given.generic(1)
                        .withoutGateway()
                        .ended("a", 0, 1, 1)
                        .decide()
                        .failures())
                .as("a managed runtime waits for one")
                .isPresent();
    }

    @Test
    void forgetsTheFailuresOfATimeWithoutGateway() {
        PoolDecision decision = Given.image()
                .verified()
                .replicas(1)
                .failed(9, 5)
                .gatewaySince(4)
                .decide();
        assertThat(decision.failures()).isEmpty();
        assertThat(decision.create()).isEqualTo(1);
        assertThat(Given.image().failed(9, 5).gatewaySince(20).decide().failures())
                .isPresent();
    }

    @Test
    void letsNoFunctionStopTheOthersOfASharedPool() {
        PoolDecision decision =
                Given.generic(1).ended("a", 0, 1, 1).claim("a", "bad-r1").decide();
        assertThat(decision.failures()).isEmpty();
        assertThat(decision.create()).isEqualTo(1);
        assertThat(decision.delete()).containsExactly("a");
    }

    @Test
    void keepsTheLastFailedPodAsEvidenceUntilAnotherRunsOrItIsOld() {
        assertThat(Given.image()
                        .ended("a", 20, 1, 1)
                        .ended("b", 2, 1, 1)
                        .failed(1, 20)
                        .decide()
                        .delete())
                .containsExactly("a");
        assertThat(Given.image()
                        .ended("b", 2, 1, 1)
                        .running("c", 1)
                        .failed(2, 2)
                        .decide()
                        .delete())
                .containsExactly("b");
        assertThat(Given.image()
                        .ended("b", 2, 1, 1)
                        .failed(2, 2)
                        .later(300)
                        .decide()
                        .delete())
                .containsExactly("b");
        assertThat(Given.image()
                        .ended("b", 2, 1, 1)
                        .failed(2, 2)
                        .retire("b")
                        .decide()
                        .delete())
                .containsExactly("b");
    }

    @Test
    void startsNoMoreWhileOneCannotPullItsImage() {
        assertThat(Given.image()
                        .replicas(5)
                        .troubled("a", Trouble.Kind.PULL_GIVEN_UP, "no such image")
                        .decide()
                        .create())
                .isZero();
        assertThat(Given.image()
                        .replicas(2)
                        .troubled("a", Trouble.Kind.UNSCHEDULABLE, "no room")
                        .decide()
                        .create())
                .isEqualTo(1);
    }

    @Test
    void replacesUnclaimedEnvironmentsOfAnOlderRuntimeImage() {
        PoolDecision decision = Given.generic(1).outdated("a").decide();
        assertThat(decision.replaced()).containsExactly("a");
        assertThat(decision.delete()).isEmpty();
        assertThat(Given.generic(1).outdated("a").retire("a").decide().replaced())
                .isEmpty();
        assertThat(decision.create()).isEqualTo(1);
        PoolDecision claimed = Given.generic(1).outdated("a").claim("a", "r").decide();
        assertThat(claimed.delete()).isEmpty();
        assertThat(claimed.replaced()).isEmpty();
        assertThat(claimed.create()).isEqualTo(1);
    }

    @Test
    void decidesNothingWhenAllIsAsWanted() {
        PoolDecision decision = Given.generic(1).running("a", 60).verified().decide();
        assertThat(decision.create()).isZero();
        assertThat(decision.delete()).isEmpty();
        assertThat(decision.surplus()).isEmpty();
        assertThat(decision.lookAgain()).isEmpty();
    }

    @Test
    void makesAsManyEnvironmentsOfAnImageForProvisionedConcurrencyAsAreMissing() {
        Given given = Given.image().running("provisioned-a", 60).running("called", 60);
        given.pool().getSpec().provisioned = List.of(new ProvisionedEnvironments());
        given.pool().getSpec().provisioned.getFirst().revision = given.pool().getSpec().functionRevision;
        given.pool().getSpec().provisioned.getFirst().requested = 3;
        assertThat(given.inputs().unprovisioned()).isEqualTo(2);
        given.pool().getSpec().provisioned.getFirst().requested = 1;
        assertThat(given.inputs().unprovisioned()).isZero();
        given.pool().getSpec().provisioned.getFirst().revision = "another";
        assertThat(given.inputs().unprovisioned()).isZero();
        given.pool().getSpec().provisioned = null;
        assertThat(given.inputs().unprovisioned()).isZero();
    }

    @Test
    void endsWhatWasStartedForCallsBeforeWhatIsProvisioned() {
        Given given = Given.image().running("called", 90).running("provisioned-a", 60);
        given.pool().getSpec().replicas = 1;
        assertThat(given.decide().surplus()).containsExactly("called");
    }
}
