package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Accounts;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.RevisionArchive;
import dev.davit.api.davit.v1alpha1.RevisionCode;
import dev.davit.api.davit.v1alpha1.RevisionLayer;
import dev.davit.api.lambda.v1alpha1.CodeArchive;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.LayerContent;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.api.lambda.v1alpha1.LayerVersionStatus;
import dev.davit.operator.code.Origin;
import dev.davit.operator.code.Trouble;
import dev.davit.operator.code.Verdict;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Outcome.Accepted;
import dev.davit.operator.kernel.Outcome.Rejection;
import dev.davit.operator.kernel.Outcome.Waiting;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodeCheckTest {

    private static final Verdict.Taken TAKEN = new Verdict.Taken(GivenFunction.SHA256, 1000, 200_000_000);
    private static final String ARN = "arn:aws:lambda:us-east-1:" + Accounts.of("team") + ":layer:numpy:1";

    private static Outcome check(GivenFunction given) {
        return FunctionCheck.check(given.inputs());
    }

    private static LayerVersion layer(String arn, String... runtimes) {
        LayerVersion layer = new LayerVersion();
        layer.setMetadata(new ObjectMetaBuilder()
                .withName("numpy-1")
                .withNamespace("team")
                .build());
        layer.getSpec().layerName = "numpy";
        layer.getSpec().content = new LayerContent();
        layer.getSpec().content.zipFile = LayerStore.ELSEWHERE;
        layer.getSpec().compatibleRuntimes = List.of(runtimes);
        layer.setStatus(new LayerVersionStatus());
        layer.getStatus().layerVersionARN = arn;
        layer.getStatus().codeSHA256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        layer.getStatus().codeSize = 10L;
        layer.getStatus().unzippedSize = 62_144_000L;
        layer.getStatus().conditions = List.of(
                new ConditionBuilder().withType("Ready").withStatus("True").build());
        return layer;
    }

    private static FunctionArchives.Layer known(LayerVersion version) {
        return new FunctionArchives.Layer(
                version.getStatus().layerVersionARN, LayerPins.of(version), Optional.of(version));
    }

    private static FunctionArchives.Layer missing(String arn) {
        return new FunctionArchives.Layer(arn, Optional.empty(), Optional.empty());
    }

    @Test
    void pinsAnArchiveThatWasTaken() {
        assertThat(check(GivenFunction.archive(TAKEN))).isEqualTo(new Accepted());
        var spec =
                FunctionObjects.revision(GivenFunction.archive(TAKEN).inputs()).getSpec();
        assertThat(spec.code.inline).isNull();
        assertThat(spec.code.archive.url).isEqualTo("https://example.org/code.zip");
        assertThat(spec.code.archive.sha256).isEqualTo(GivenFunction.SHA256);
        assertThat(spec.codeSHA256).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assertThat(spec.codeSize).isEqualTo(1000);
    }

    @Test
    void waitsWhileAnArchiveIsFetchedAndTellsWhatCannotBeUsed() {
        assertThat(check(GivenFunction.archive(new Verdict.Pending(Trouble.CodeFetching, "on its way"))))
                .isEqualTo(new Waiting(FunctionReason.CodeFetching, "on its way"));
        assertThat(check(GivenFunction.archive(new Verdict.Refused(Trouble.CodeUnsafe, "a link"))))
                .isEqualTo(new Rejection(FunctionReason.CodeUnsafe, "a link"));
    }

    @Test
    void waitsForLayersThatAreNotThere() {
        assertThat(check(GivenFunction.python().layers(missing(ARN))))
                .isEqualTo(new Waiting(
                        FunctionReason.LayerNotReady, "Waiting for a LayerVersion whose ARN is " + ARN + "."));
    }

    @Test
    void refusesLayersOfOthersAndWhatIsNoLayer() {
        for (String arn : List.of(
                "numpy", "arn:aws:lambda:us-east-1:123456789012:function:numpy:1", ARN.replace(":1", ""), ARN + ":x")) {
            assertThat(check(GivenFunction.python().layers(missing(arn))))
                    .isInstanceOfSatisfying(
                            Rejection.class, no -> assertThat(no.reason()).isEqualTo(FunctionReason.LayerInvalid));
        }
        String other = ARN.replace(Accounts.of("team"), "123456789012");
        assertThat(check(GivenFunction.python().layers(missing(other))))
                .isInstanceOfSatisfying(Rejection.class, no -> assertThat(no.message())
                        .contains("another account", "its own namespace"));
        assertThat(check(GivenFunction.python().layers(missing(ARN.replace("us-east-1", "eu-west-1")))))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void refusesALayerThatIsNamedTwice() {
        for (String again : List.of(ARN, ARN.replace("numpy:1", "numpy:2"))) {
            assertThat(check(GivenFunction.python().layers(known(layer(ARN)), known(layer(again)))))
                    .isInstanceOfSatisfying(Rejection.class, no -> {
                        assertThat(no.reason()).isEqualTo(FunctionReason.LayerInvalid);
                        assertThat(no.message())
                                .startsWith(
                                        "Two different versions of the same layer are not allowed to be referenced in"
                                                + " the same function");
                    });
        }
    }

    @Test
    void tellsOfLayersForOtherRuntimesAndTakesThem() {
        assertThat(check(GivenFunction.python().layers(known(layer(ARN, "nodejs22.x")))))
                .isEqualTo(new Accepted("Made for other runtimes than python3.11: " + ARN + "."));
        assertThat(check(GivenFunction.python().layers(known(layer(ARN, "python3.11")))))
                .isEqualTo(new Accepted());
    }

    @Test
    void countsCodeAndLayersTogether() {
        assertThat(check(GivenFunction.archive(TAKEN).layers(known(layer(ARN)))))
                .isEqualTo(new Accepted());
        Verdict.Taken more = new Verdict.Taken(TAKEN.sha256(), TAKEN.size(), TAKEN.unzippedSize() + 1);
        assertThat(check(GivenFunction.archive(more).layers(known(layer(ARN)))))
                .isInstanceOfSatisfying(Rejection.class, no -> {
                    assertThat(no.reason()).isEqualTo(FunctionReason.CodeTooLarge);
                    assertThat(no.message())
                            .contains("Unzipped size must be smaller than 262144000 bytes", "262144001");
                });
    }

    @Test
    void pinsLayersInTheirOrderAndBeforeInlineCode() {
        var spec = FunctionObjects.revision(GivenFunction.python()
                        .layers(known(layer(ARN)), known(layer(ARN + "2")))
                        .inputs())
                .getSpec();
        assertThat(spec.layers).extracting(layer -> layer.arn).containsExactly(ARN, ARN + "2");
        assertThat(spec.layers.getFirst().archive.layerVersion).isEqualTo("numpy-1");
        assertThat(spec.layers.getFirst().archive.sha256).isEqualTo(GivenFunction.SHA256);
        assertThat(spec.code.inline).containsKey("app.py");
    }

    @Test
    void knowsArchivesAndLayersThatARevisionHasPinned() {
        Origin origin = new Origin("https://example.org/code.zip", null, null, null, null, GivenFunction.SHA256);
        RevisionArchive pinned = origin.pinned(TAKEN);
        assertThat(origin.isPinnedBy(pinned)).isTrue();
        assertThat(new Origin(origin.url(), null, null, null, null, "0".repeat(64)).isPinnedBy(pinned))
                .isFalse();
        assertThat(new Origin("https://example.org/b.zip", null, null, null, null, GivenFunction.SHA256)
                        .isPinnedBy(pinned))
                .isFalse();
        Origin bucket = new Origin(null, "b", "k", null, null, null);
        assertThat(bucket.isPinnedBy(bucket.pinned(TAKEN))).isTrue();
        assertThat(new Origin(null, "b", "k", null, null, "0".repeat(64)).isPinnedBy(bucket.pinned(TAKEN)))
                .isFalse();
        assertThat(new Origin(null, "b", "k", "2", null, null).isPinnedBy(bucket.pinned(TAKEN)))
                .isFalse();
        Origin zip = new Origin(null, null, null, null, "", null);
        assertThat(zip.isPinnedBy(zip.pinned(TAKEN))).isTrue(); // the hash of nothing
        assertThat(zip.isPinnedBy(pinned)).isFalse();

        FunctionRevision revision = GivenFunction.ready("hello-1", "2026-11-01T00:00:00Z");
        revision.getSpec().code = new RevisionCode();
        revision.getSpec().code.archive = pinned;
        RevisionLayer layer = new RevisionLayer();
        layer.arn = ARN;
        layer.archive = pinned;
        revision.getSpec().layers = List.of(layer);
        var function = GivenFunction.archive(TAKEN)
                .spec(s -> s.layers = List.of(ARN))
                .inputs()
                .function();
        function.getSpec().code.archive = new CodeArchive();
        function.getSpec().code.archive.url = origin.url();
        function.getSpec().code.archive.sha256 = origin.sha256();
        FunctionArchives known = FunctionArchives.of(function, List.of(revision), null, List.of());
        assertThat(known.pinned())
                .hasValueSatisfying(archive -> assertThat(archive.size).isEqualTo(1000));
        assertThat(known.pinnedLayers()).containsExactly(layer);
    }
}
