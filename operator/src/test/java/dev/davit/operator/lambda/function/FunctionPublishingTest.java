package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Labels;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.RoutingConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionPublishingTest {
    private static final String NOON = "2026-11-23T12:00:00Z";

    private static FunctionPublishing publishing(GivenFunction given, String wanted, String serving, Long last) {
        FunctionStatus status = new FunctionStatus();
        status.revision = serving;
        status.lastPublishedVersion = last;
        status.conditions = List.of(new ConditionBuilder()
                .withType("Ready")
                .withStatus(wanted.equals(serving) ? "True" : "Unknown")
                .build());
        return new FunctionPublishing(given.inputs(), status, wanted);
    }

    private static GivenFunction published(Version... versions) {
        return GivenFunction.python().spec(spec -> spec.publish = true).published(List.of(versions), List.of());
    }

    private static FunctionPublishing kept(int limit, List<Version> versions, Alias... aliases) {
        GivenFunction given = GivenFunction.python()
                .spec(spec -> spec.versionHistoryLimit = limit)
                .published(versions, List.of(aliases));
        return publishing(given, "hello-r4", "hello-r4", 4L);
    }

    private static List<Version> four() {
        return List.of(
                Publications.own("p1", "1", "hello-r1", "2026-11-23T08:00:00Z"),
                Publications.own("p2", "2", "hello-r2", "2026-11-23T09:00:00Z"),
                Publications.version("mine", "3", "hello-r3", 0),
                Publications.own("p4", "4", "hello-r4", "2026-11-23T10:00:00Z"),
                Publications.own("p10", "10", "hello-r5", NOON));
    }

    private static List<String> names(List<Version> versions) {
        return versions.stream().map(version -> version.getMetadata().getName()).toList();
    }

    @Test
    void publishesAContentOnceItServes() {
        assertThat(publishing(published(), "hello-r1", null, null).missing()).isEmpty();
        Version made =
                publishing(published(), "hello-r1", "hello-r1", null).missing().orElseThrow();
        assertThat(made.getSpec().functionName).isEqualTo("hello");
        assertThat(made.getSpec().revisionID).as("that content and no other").isEqualTo("hello-r1");
        assertThat(made.getMetadata().getLabels()).containsEntry(Labels.MANAGED_BY, Labels.DAVIT);
        assertThat(Owners.owns(GivenFunction.python().inputs().function(), made))
                .isTrue();
    }

    @Test
    void publishesNothingThatIsPublishedOrOnItsWayOrNotAskedFor() {
        Version latest = Publications.own("p2", "2", "hello-r2", NOON);
        assertThat(publishing(published(latest), "hello-r2", "hello-r2", 2L).missing())
                .isEmpty();
        Version pending = Publications.own("p3", null, "hello-r3", null);
        assertThat(publishing(published(latest, pending), "hello-r3", "hello-r3", 2L)
                        .missing())
                .isEmpty();
        Version byHand = Publications.version("mine", "2", "hello-r2", 0);
        assertThat(publishing(published(byHand), "hello-r2", "hello-r2", 2L).missing())
                .isEmpty();
        GivenFunction silent = published().spec(spec -> spec.publish = null);
        assertThat(publishing(silent, "hello-r1", "hello-r1", null).missing()).isEmpty();
    }

    @Test
    void aContentThatReturnsIsANewVersionOfAnotherName() {
        Version one = Publications.own("p1", "1", "hello-r1", NOON);
        Version two = Publications.own("p2", "2", "hello-r2", NOON);
        String first = publishing(published(), "hello-r1", "hello-r1", null)
                .missing()
                .orElseThrow()
                .getMetadata()
                .getName();
        Version again = publishing(published(one, two), "hello-r1", "hello-r1", 2L)
                .missing()
                .orElseThrow();
        assertThat(again.getMetadata().getName()).startsWith("hello-p").isNotEqualTo(first);
        assertThat(publishing(published(one, two), "hello-r1", "hello-r1", 2L)
                        .missing()
                        .orElseThrow()
                        .getMetadata()
                        .getName())
                .as("made twice, made once")
                .isEqualTo(again.getMetadata().getName());
    }

    @Test
    void takesBackOnlyItsOwnVersionsThatGotNoNumber() {
        Version pending = Publications.own("p2", null, "hello-r2", null);
        Version current = Publications.own("p3", null, "hello-r3", null);
        Version byHand = Publications.version("mine", null, "hello-r2", 0);
        assertThat(names(publishing(published(pending, current, byHand), "hello-r3", "hello-r3", 1L)
                        .abandoned()))
                .containsExactly("p2");
    }

    @Test
    void keepsTheNewestOfItsOwnAndEveryOneThatAnybodyMade() {
        assertThat(names(kept(1, four()).surplus())).containsExactly("p1", "p2", "p4");
        assertThat(names(kept(2, four()).surplus())).containsExactly("p1", "p2");
        assertThat(kept(9, four()).surplus()).isEmpty();
        GivenFunction all = GivenFunction.python().published(four(), List.of());
        assertThat(publishing(all, "hello-r4", "hello-r4", 4L).surplus())
                .as("no limit")
                .isEmpty();
    }

    @Test
    void keepsWhatAnAliasNamesOrIsProvisioned() {
        Alias live = Publications.alias("live", "1", 0);
        assertThat(names(kept(1, four(), live).surplus())).containsExactly("p2", "p4");
        Alias canary = Publications.alias("canary", "10", 0);
        canary.getSpec().routingConfig = new RoutingConfig();
        canary.getSpec().routingConfig.additionalVersionWeights = Map.of("2", 0.1);
        assertThat(names(kept(1, four(), canary).surplus())).containsExactly("p1", "p4");
        Alias moving = Publications.alias("live", "10", 0);
        moving.getStatus().functionVersion = "4";
        assertThat(names(kept(1, four(), moving).surplus()))
                .as("what it still serves")
                .containsExactly("p1", "p2");
        List<Version> versions = four();
        versions.getFirst().getSpec().provisionedConcurrencyConfig = Publications.asking(1);
        assertThat(names(kept(1, versions).surplus())).containsExactly("p2", "p4");
    }

    @Test
    void letsCallsHaveTheirTime() {
        FunctionPublishing publishing = kept(1, four());
        Version oldest = publishing.surplus().getFirst();
        assertThat(publishing.end(oldest, version -> 30))
                .as("the newest came at noon")
                .isEqualTo(Instant.parse("2026-11-23T12:00:45Z"));
        Alias live = Publications.alias("live", "10", 0);
        live.getStatus().functionVersionSince = "2026-11-23T12:05:00Z";
        assertThat(kept(1, four(), live).end(oldest, version -> 30))
                .as("an alias moved later")
                .isEqualTo(Instant.parse("2026-11-23T12:05:45Z"));
    }
}
