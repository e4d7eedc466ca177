package dev.davit.operator.lambda.url;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.FunctionUrlId;
import dev.davit.api.common.Reference;
import dev.davit.api.common.ReferenceFrom;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfig;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfigSpec;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfigStatus;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.kernel.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class UrlReportTest {
    private static final UrlSite SITE = new UrlSite("us-east-1", "davit.local", "http", OptionalInt.of(9000));

    private static FunctionURLConfig url(String object, String created, String qualifier) {
        FunctionURLConfig url = new FunctionURLConfig();
        url.getMetadata().setName(object);
        url.getMetadata().setUid(object);
        url.getMetadata().setNamespace("team");
        url.getMetadata().setCreationTimestamp(created);
        url.getSpec().functionName = "hello";
        url.getSpec().qualifier = qualifier;
        url.getSpec().authType = "NONE";
        return url;
    }

    private static FunctionURLConfig url(String object) {
        return url(object, "2026-11-23T09:00:00Z", null);
    }

    private static Function function(String object, String name) {
        Function function = new Function();
        function.getMetadata().setName(object);
        function.getMetadata().setNamespace("team");
        function.getSpec().name = name;
        return function;
    }

    private static FunctionURLConfigStatus report(
            FunctionURLConfig url, Function function, List<String> aliases, FunctionURLConfig... others) {
        List<Alias> made = aliases.stream()
                .map(name -> {
                    Alias alias = new Alias();
                    alias.getMetadata().setName(name);
                    return alias;
                })
                .toList();
        return UrlReport.status(new UrlInputs(
                url,
                Optional.ofNullable(function),
                made,
                List.of(others),
                SITE,
                Instant.parse("2026-11-23T10:00:00Z")));
    }

    private static String reason(FunctionURLConfigStatus status, String condition) {
        return Conditions.find(status.conditions, condition).orElseThrow().getReason();
    }

    @Test
    void saysTheUrlAndItsPath() {
        FunctionURLConfigStatus status = report(url("a"), function("hello", null), List.of());
        String id = FunctionUrlId.of("team", "hello", null);
        assertThat(status.functionURL).isEqualTo("http://" + id + ".lambda-url.us-east-1.davit.local:9000/");
        assertThat(status.urlPath).isEqualTo("/lambda-url/" + id + "/");
        assertThat(status.functionARN).isEqualTo("arn:aws:lambda:us-east-1:" + Accounts.of("team") + ":function:hello");
        assertThat(Conditions.isTrue(status.conditions, "Ready")).isTrue();
    }

    @Test
    void leavesOutThePortThatTheSchemeImplies() {
        assertThat(new UrlSite("eu-north-1", "example.org", "https", OptionalInt.empty()).url("x"))
                .isEqualTo("https://x.lambda-url.eu-north-1.example.org/");
    }

    @Test
    void isMadeOfTheFunctionsNameOnAwsAndNotOfItsObjects() {
        FunctionURLConfigStatus status = report(url("a"), function("hello-object", "Hello"), List.of());
        assertThat(status.functionURL).contains(FunctionUrlId.of("team", "Hello", null));
        assertThat(status.functionARN).endsWith(":function:Hello");
    }

    @Test
    void waitsForItsFunctionWithoutAUrl() {
        FunctionURLConfigStatus status = report(url("a"), null, List.of());
        assertThat(status.functionURL).isNull();
        assertThat(reason(status, "Ready")).isEqualTo("FunctionNotFound");
        assertThat(Conditions.isFalse(status.conditions, "Ready")).isFalse();
    }

    @Test
    void waitsForItsAlias() {
        FunctionURLConfig live = url("a", "2026-11-23T09:00:00Z", "live");
        assertThat(reason(report(live, function("hello", null), List.of("other")), "Ready"))
                .isEqualTo("AliasNotFound");
        FunctionURLConfigStatus there = report(live, function("hello", null), List.of("other", "live"));
        assertThat(Conditions.isTrue(there.conditions, "Ready")).isTrue();
        assertThat(there.functionARN).endsWith(":function:hello:live");
    }

    @Test
    void letsTheFirstOfTwoHaveTheUrl() {
        FunctionURLConfig first = url("b", "2026-11-23T09:00:00Z", null);
        FunctionURLConfig second = url("a", "2026-11-23T09:00:01Z", null);
        FunctionURLConfig other = url("c", "2026-11-23T08:00:00Z", "live");
        assertThat(report(first, function("hello", null), List.of(), second, other).functionURL)
                .isNotNull();
        FunctionURLConfigStatus refused = report(second, function("hello", null), List.of(), first, other);
        assertThat(refused.functionURL).isNull();
        assertThat(reason(refused, "Accepted")).isEqualTo("AlreadyConfigured");
        assertThat(Conditions.isTrue(refused.conditions, "Stalled")).isTrue();
    }

    @Test
    void readsNamesInEveryForm() {
        FunctionURLConfigSpec spec = new FunctionURLConfigSpec();
        for (String name : List.of(
                "hello", "123456789012:function:hello", "arn:aws:lambda:us-east-1:123456789012:function:hello")) {
            spec.functionName = name;
            assertThat(FunctionTarget.of(spec)).isEqualTo(new FunctionTarget(false, "hello"));
        }
        spec.functionRef = new Reference();
        spec.functionRef.from = new ReferenceFrom();
        spec.functionRef.from.name = "hello-object";
        assertThat(FunctionTarget.of(spec)).isEqualTo(new FunctionTarget(true, "hello-object"));
    }
}
