package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Outcome.Accepted;
import dev.davit.operator.kernel.Outcome.Rejection;
import dev.davit.operator.kernel.Outcome.Waiting;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionReportTest {
    private static final String CREATED = "2026-11-23T09:00:00Z";

    private static FunctionStatus report(GivenFunction given, Outcome outcome, FunctionRevision wanted) {
        return new FunctionReport(given.inputs(), outcome, Optional.ofNullable(wanted)).status();
    }

    private static FunctionRevision failing(String reason, String message) {
        return GivenFunction.revision("hello-new", CREATED, "False", reason, message);
    }

    @Test
    void isPendingWhileTheFirstRevisionIsPrepared() {
        FunctionStatus status = report(
                GivenFunction.python(), new Accepted(), GivenFunction.revision("hello-r1", CREATED, null, null, null));
        assertThat(status.state).isEqualTo("Pending");
        assertThat(status.stateReasonCode).isEqualTo("Creating");
        assertThat(status.stateReason).isEqualTo("The function is being created.");
        assertThat(status.revision).isNull();
        assertThat(status.codeSHA256).isEqualTo("sha-hello-r1");
    }

    @Test
    void isActiveWhenItsRevisionIsReady() {
        FunctionStatus status =
                report(GivenFunction.python(), new Accepted(), GivenFunction.ready("hello-r1", CREATED));
        assertThat(status.state).isEqualTo("Active");
        assertThat(status.stateReason).isNull();
        assertThat(status.lastUpdateStatus).isEqualTo("Successful");
        assertThat(status.revision).isEqualTo("hello-r1");
        assertThat(status.version).isEqualTo("$LATEST");
        assertThat(Conditions.isTrue(status.conditions, "Ready")).isTrue();
    }

    @Test
    void staysActiveOnTheOldRevisionWhileAnUpdateFails() {
        FunctionRevision old = GivenFunction.ready("hello-old", CREATED);
        FunctionRevision wanted = failing("EnvironmentCrashed", "It exited with code 1.");
        FunctionStatus status = report(
                GivenFunction.python().serving("hello-old").revision(old).revision(wanted), new Accepted(), wanted);
        assertThat(status.state).isEqualTo("Active");
        assertThat(status.revision).isEqualTo("hello-old");
        assertThat(status.codeSHA256).isEqualTo("sha-hello-old");
        assertThat(status.lastUpdateStatus).isEqualTo("Failed");
        assertThat(status.lastUpdateStatusReason).isEqualTo("It exited with code 1.");
        assertThat(status.lastUpdateStatusReasonCode).isEqualTo("FunctionError");
        assertThat(Conditions.isFalse(status.conditions, "Ready")).isTrue();
    }

    /** AWS takes a function without a try of its own; what it does at its first call is told to its caller. */
    @ParameterizedTest
    @ValueSource(strings = {"EnvironmentCrashed", "OutOfMemory"})
    void isActiveAndNotReadyWhenItsFirstRevisionCrashes(String reason) {
        FunctionRevision wanted = failing(reason, "It exited with code 1.");
        FunctionStatus status = report(GivenFunction.image().revision(wanted), new Accepted(), wanted);
        assertThat(status.state).isEqualTo("Active");
        assertThat(status.stateReason).isNull();
        assertThat(status.revision).isEqualTo("hello-new");
        assertThat(status.lastUpdateStatus).isEqualTo("Successful");
        assertThat(Conditions.find(status.conditions, "Ready")).hasValueSatisfying(ready -> {
            assertThat(ready.getStatus()).isEqualTo("False");
            assertThat(ready.getReason()).isEqualTo(reason);
            assertThat(ready.getMessage()).isEqualTo("It exited with code 1.");
        });
    }

    @Test
    void goesOnToTheNewestOfRevisionsThatAllCrash() {
        FunctionRevision old =
                GivenFunction.revision("hello-old", CREATED, "False", "EnvironmentCrashed", "It exited.");
        FunctionRevision pending = GivenFunction.revision("hello-new", CREATED, null, null, null);
        FunctionRevision wanted = failing("EnvironmentCrashed", "It exited, too.");
        GivenFunction given = GivenFunction.image().serving("hello-old").revision(old);
        assertThat(report(given, new Accepted(), pending).revision).isEqualTo("hello-old");
        assertThat(report(given, new Accepted(), wanted).revision).isEqualTo("hello-new");
        assertThat(report(given, new Accepted(), failing("ImagePullFailed", "It is not there.")).revision)
                .isEqualTo("hello-old");
    }

    @Test
    void aRevisionThatWorkedServesRatherThanOneThatCrashesWhenTheStatusWasLost() {
        FunctionRevision wanted = failing("EnvironmentCrashed", "It exited with code 1.");
        FunctionStatus status = report(
                GivenFunction.image()
                        .revision(GivenFunction.ready("hello-old", CREATED))
                        .revision(wanted),
                new Accepted(),
                wanted);
        assertThat(status.revision).isEqualTo("hello-old");
        assertThat(status.lastUpdateStatus).isEqualTo("Failed");
    }

    @Test
    void staysActiveWhenTheUpdateIsRefused() {
        FunctionStatus status = report(
                GivenFunction.python().serving("hello-old").revision(GivenFunction.ready("hello-old", CREATED)),
                new Rejection(FunctionReason.CodeTooLarge, "too large"),
                null);
        assertThat(status.state).isEqualTo("Active");
        assertThat(status.lastUpdateStatus).isEqualTo("Failed");
        assertThat(status.lastUpdateStatusReasonCode).isEqualTo("InvalidConfiguration");
        assertThat(Conditions.isTrue(status.conditions, "Stalled")).isTrue();
    }

    @Test
    void findsTheNewestReadyRevisionAgainWhenTheStatusWasLost() {
        FunctionStatus status = report(
                GivenFunction.python()
                        .revision(GivenFunction.ready("hello-1", "2026-11-23T08:00:00Z"))
                        .revision(GivenFunction.ready("hello-2", "2026-11-23T09:00:00Z")),
                new Waiting(FunctionReason.ConfigMapNotFound, "Waiting for the ConfigMap."),
                null);
        assertThat(status.revision).isEqualTo("hello-2");
    }

    @ParameterizedTest
    @CsvSource({
        "ImagePullFailed, not found, InvalidImage, Failed",
        "ImagePullFailed, 401 Unauthorized, ImageAccessDenied, Failed",
        "QuotaExceeded, exceeded quota, InsufficientCapacity, Pending",
        "Unschedulable, no room, InsufficientCapacity, Pending",
        "ServiceAccountNotFound, none, InsufficientRolePermissions, Failed",
        "PodRefused, denied by policy, InvalidConfiguration, Failed"
    })
    void tellsAFailureInAwsWords(String reason, String message, String code, String state) {
        FunctionRevision wanted = failing(reason, message);
        FunctionStatus status = report(GivenFunction.image().revision(wanted), new Accepted(), wanted);
        assertThat(status.stateReasonCode).isEqualTo(code);
        assertThat(status.state).isEqualTo(state);
        assertThat(status.stateReason).isEqualTo(message);
    }

    @Test
    void leavesTheNumberOfTheLastVersionAlone() {
        GivenFunction given = GivenFunction.python();
        given.inputs().status().lastPublishedVersion = 7L;
        assertThat(report(given, new Accepted(), null).lastPublishedVersion).isEqualTo(7);
    }
}
