package dev.davit.operator.lambda.alias;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasStatus;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.RoutingConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.operator.kernel.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AliasReportTest {
    private static Alias alias(String object, String name, String version) {
        Alias alias = new Alias();
        alias.getMetadata().setName(object);
        alias.getMetadata().setUid(object);
        alias.getMetadata().setNamespace("team");
        alias.getMetadata().setCreationTimestamp("2026-11-23T09:00:00Z");
        alias.getSpec().name = name;
        alias.getSpec().functionName = "hello";
        alias.getSpec().functionVersion = version;
        return alias;
    }

    private static Version version(String number) {
        Version version = new Version();
        version.setStatus(new VersionStatus());
        version.getStatus().version = number;
        version.getStatus().revision = "hello-r" + number;
        return version;
    }

    private static AliasStatus report(Alias alias, Alias... siblings) {
        Function function = new Function();
        function.setStatus(new FunctionStatus());
        function.getStatus().revision = "hello-latest";
        return AliasReport.status(new AliasInputs(
                alias,
                Optional.of(function),
                List.of(version("1"), version("2")),
                List.of(siblings),
                revision -> Optional.empty(),
                "us-east-1",
                Instant.parse("2026-11-23T10:00:00Z")));
    }

    @Test
    void pointsAtAVersionOrAtTheLatest() {
        assertThat(report(alias("live", null, "2")).revision).isEqualTo("hello-r2");
        assertThat(report(alias("live", null, "$LATEST")).revision).isEqualTo("hello-latest");
    }

    @Test
    void isNamedByItsFieldOrItsObject() {
        assertThat(report(alias("hello-live", "live", "1")).ackResourceMetadata.arn)
                .endsWith(":function:hello:live");
        assertThat(report(alias("hello-live", null, "1")).ackResourceMetadata.arn)
                .endsWith(":function:hello:hello-live");
    }

    @Test
    void saysWhichShareASecondVersionGets() {
        AliasStatus status = report(shared("2", 0.125));
        assertThat(Conditions.find(status.conditions, "Resolved")).hasValueSatisfying(c -> assertThat(c.getMessage())
                .isEqualTo("Points at version 1, and 12.5 % of the calls at version 2."));
        assertThat(status.revision).isEqualTo("hello-r1");
    }

    @Test
    void waitsForASecondVersionAndServesTheFirstMeanwhile() {
        AliasStatus status = report(shared("9", 0.1));
        assertThat(Conditions.find(status.conditions, "Resolved")).hasValueSatisfying(c -> {
            assertThat(c.getReason()).isEqualTo("VersionNotFound");
            assertThat(c.getMessage()).contains("version 9").contains("until then version 1 gets all");
        });
        assertThat(status.revision).isEqualTo("hello-r1");
    }

    private static Alias shared(String other, double share) {
        Alias alias = alias("live", null, "1");
        alias.getSpec().routingConfig = new RoutingConfig();
        alias.getSpec().routingConfig.additionalVersionWeights = Map.of(other, share);
        return alias;
    }

    @Test
    void letsTheFirstOfTwoHaveTheName() {
        Alias first = alias("a", "live", "1");
        Alias second = alias("b", "live", "1");
        assertThat(report(first, second).revision).isEqualTo("hello-r1");
        assertThat(report(second, first).revision).isNull();
    }
}
