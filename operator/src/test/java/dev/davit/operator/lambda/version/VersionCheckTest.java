package dev.davit.operator.lambda.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Reference;
import dev.davit.api.common.ReferenceFrom;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionReason;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.operator.functions.DestinationFunctions;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Outcome.Accepted;
import dev.davit.operator.kernel.Outcome.Rejection;
import dev.davit.operator.kernel.Outcome.Waiting;
import dev.davit.operator.lambda.version.VersionReport.Publication;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionCheckTest {
    private final Version version = version("v", null, null);
    private final Function function = new Function();

    VersionCheckTest() {
        function.getMetadata().setName("hello");
        function.getMetadata().setGeneration(2L);
        function.setStatus(new FunctionStatus());
        function.getStatus().observedGeneration = 2L;
        function.getStatus().revision = "hello-r2";
        function.getStatus().codeSHA256 = "sha";
        ready("True");
    }

    private void ready(String status) {
        function.getStatus().conditions = List.of(
                new ConditionBuilder().withType("Ready").withStatus(status).build());
    }

    private static Version version(String name, String number, String revision) {
        Version version = new Version();
        version.getMetadata().setName(name);
        version.getMetadata().setNamespace("team");
        version.getSpec().functionName = "hello";
        if (number != null) {
            version.setStatus(new VersionStatus());
            version.getStatus().version = number;
            version.getStatus().revision = name + "-copy";
            version.getStatus().publishedFrom = revision;
        }
        return version;
    }

    private static Function unpublished() {
        Function function = new Function();
        function.setStatus(new FunctionStatus());
        return function;
    }

    private VersionInputs inputs(Version of, boolean revisionExists) {
        return new VersionInputs(
                of,
                Optional.of(function),
                List.of(),
                revisionExists,
                VersionInputs.Surroundings.NONE,
                new DestinationFunctions(List.of(), List.of()),
                "us-east-1",
                Instant.parse("2026-11-23T10:00:00Z"));
    }

    private Outcome check() {
        return VersionCheck.check(inputs(version, true));
    }

    @Test
    void publishesAFunctionThatIsReadyForItsSpecOfNow() {
        assertThat(check()).isInstanceOf(Accepted.class);
    }

    @Test
    void waitsWhileAnUpdateIsUnderWay() {
        function.getMetadata().setGeneration(3L);
        assertThat(check()).isInstanceOfSatisfying(Waiting.class, w -> assertThat(w.reason())
                .isEqualTo(VersionReason.FunctionNotReady));
        function.getMetadata().setGeneration(2L);
        ready("Unknown");
        assertThat(check()).isInstanceOf(Waiting.class);
    }

    @Test
    void refusesAnotherCodeOrRevisionThanAskedFor() {
        version.getSpec().codeSHA256 = "other";
        assertThat(check()).isInstanceOfSatisfying(Rejection.class, r -> assertThat(r.message())
                .contains("other", "sha"));
        version.getSpec().codeSHA256 = "sha";
        version.getSpec().revisionID = "hello-r1";
        assertThat(check()).isInstanceOfSatisfying(Rejection.class, r -> assertThat(r.reason())
                .isEqualTo(VersionReason.RevisionMismatch));
    }

    @Test
    void staysPublishedWhateverBecomesOfTheFunction() {
        Version published = version("v", "1", "hello-r1");
        ready("False");
        assertThat(VersionCheck.check(inputs(published, true))).isInstanceOf(Accepted.class);
        assertThat(VersionCheck.check(inputs(published, false)))
                .isInstanceOfSatisfying(
                        Rejection.class, r -> assertThat(r.reason()).isEqualTo(VersionReason.RevisionMissing));
    }

    @Test
    void namesItsFunctionByReferenceNameOrArn() {
        Version named = version("v", null, null);
        named.getSpec().functionName = "arn:aws:lambda:us-east-1:123456789012:function:hello";
        assertThat(FunctionTarget.of(named.getSpec()).text()).isEqualTo("hello");
        named.getSpec().functionRef = new Reference();
        named.getSpec().functionRef.from = new ReferenceFrom();
        named.getSpec().functionRef.from.name = "other";
        assertThat(FunctionTarget.of(named.getSpec()).text()).isEqualTo("other");
    }

    @Test
    void countsOnFromTheHighestNumberEverGiven() {
        List<Version> siblings = List.of(version("a", "2", "hello-r1"), version("b", "10", "hello-r2"));
        assertThat(VersionNumbers.next(siblings, function)).isEqualTo(11);
        function.getStatus().lastPublishedVersion = 14L;
        assertThat(VersionNumbers.next(siblings, function)).isEqualTo(15);
        assertThat(VersionNumbers.next(List.of(), unpublished())).isEqualTo(1);
    }

    @Test
    void givesTheLatestNumberAgainOnlyForItsOwnRevision() {
        List<Version> siblings = List.of(version("a", "2", "hello-r1"), version("b", "10", "hello-r2"));
        assertThat(VersionNumbers.same(siblings, "hello-r2")).contains(siblings.getLast());
        assertThat(VersionNumbers.same(siblings, "hello-r1")).isEmpty();
    }

    @Test
    void reportsNumberRevisionAndArn() {
        VersionStatus status = VersionReport.status(
                inputs(version, true),
                new Accepted(),
                Optional.of(new Publication(3, "hello-vabc", "hello-r2", "sha")));
        assertThat(status.version).isEqualTo("3");
        assertThat(status.revision).isEqualTo("hello-vabc");
        assertThat(status.publishedFrom).isEqualTo("hello-r2");
        assertThat(status.ackResourceMetadata.arn).endsWith(":function:hello:3");
    }
}
