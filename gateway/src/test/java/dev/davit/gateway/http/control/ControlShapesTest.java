package dev.davit.gateway.http.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.gateway.testbed.AwsModel;
import dev.davit.gateway.testbed.Testbed;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer against AWS's own description of it (ADR 12, invariant 1). */
class ControlShapesTest {

    private static final Map<String, List<String>> CALLS = Map.ofEntries(
            Map.entry(
                    "ListFunctions",
                    List.of(
                            "/2015-03-31/functions",
                            "/2015-03-31/functions/?MaxItems=1&MasterRegion=ALL",
                            "/2015-03-31/functions?FunctionVersion=ALL")),
            Map.entry(
                    "GetFunction",
                    List.of(
                            "/2015-03-31/functions/hello",
                            "/2015-03-31/functions/hello?Qualifier=1",
                            "/2015-03-31/functions/hello?Qualifier=live",
                            "/2015-03-31/functions/image",
                            "/2015-03-31/functions/plain")),
            Map.entry(
                    "GetFunctionConfiguration",
                    List.of(
                            "/2015-03-31/functions/hello/configuration",
                            "/2015-03-31/functions/hello:2/configuration",
                            "/2015-03-31/functions/hello/configuration?Qualifier=$LATEST",
                            "/2015-03-31/functions/image/configuration")),
            Map.entry(
                    "ListVersionsByFunction",
                    List.of(
                            "/2015-03-31/functions/hello/versions",
                            "/2015-03-31/functions/hello/versions?MaxItems=1",
                            "/2015-03-31/functions/plain/versions")),
            Map.entry(
                    "ListAliases",
                    List.of("/2015-03-31/functions/hello/aliases", "/2015-03-31/functions/hello/aliases?MaxItems=1")),
            Map.entry(
                    "GetAlias",
                    List.of("/2015-03-31/functions/hello/aliases/live", "/2015-03-31/functions/hello/aliases/test")),
            Map.entry("GetFunctionConcurrency", concurrency("concurrency")),
            Map.entry("ListTags", List.of("/2017-03-31/tags/" + Account.ARN.replace(":", "%3A") + "hello")),
            Map.entry("GetAccountSettings", List.of("/2016-08-19/account-settings/")),
            Map.entry("GetFunctionCodeSigningConfig", List.of("/2020-06-30/functions/hello/code-signing-config")),
            Map.entry(
                    "GetRuntimeManagementConfig",
                    List.of(
                            "/2021-07-20/functions/hello/runtime-management-config",
                            "/2021-07-20/functions/hello/runtime-management-config?Qualifier=1")),
            Map.entry(
                    "GetFunctionEventInvokeConfig",
                    List.of(
                            "/2019-09-25/functions/hello/event-invoke-config",
                            "/2019-09-25/functions/hello/event-invoke-config?Qualifier=2")),
            Map.entry(
                    "ListFunctionEventInvokeConfigs",
                    List.of("/2019-09-25/functions/hello/event-invoke-config/list?MaxItems=1")),
            Map.entry(
                    "GetProvisionedConcurrencyConfig",
                    List.of("/2019-09-30/functions/hello/provisioned-concurrency?Qualifier=test")),
            Map.entry("ListProvisionedConcurrencyConfigs", concurrency("provisioned-concurrency?List=ALL")),
            Map.entry("GetFunctionRecursionConfig", List.of("/2024-08-31/functions/hello/recursion-config")));

    private static final AwsModel MODEL = AwsModel.of("/lambda-control-model.json");

    private static Testbed testbed;
    private static Account account;

    private static List<String> concurrency(String what) {
        return List.of("/2019-09-30/functions/hello/" + what, "/2019-09-30/functions/plain/" + what);
    }

    @BeforeAll
    static void start() {
        testbed = Testbed.start();
        account = new Account(testbed).withEverything().withImage().withFunction(Testbed.NAMESPACE, "plain");
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    static Stream<String> operations() {
        return CALLS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void answersHaveTheShapeThatAwsGivesThem(String operation) {
        for (String call : CALLS.get(operation)) {
            JsonNode answer = account.found(call);
            assertThat(MODEL.problems(operation, answer))
                    .as("%s: %s", call, answer)
                    .isEmpty();
        }
    }

    /** GetPolicy has no answer but an error. */
    @Test
    void everyOperationThatIsServedIsLookedAt() {
        TreeSet<String> looked = new TreeSet<>(CALLS.keySet());
        looked.add("GetPolicy");
        assertThat(MODEL.operations()).containsExactlyInAnyOrderElementsOf(looked);
    }

    @Test
    void theCheckFindsWhatIsWrong() throws Exception {
        JsonNode wrong = new com.fasterxml.jackson.databind.ObjectMapper().readTree("""
                {"Functions": [{"FunctionName": "a b", "Timeout": "3", "Runtime": "cobol", "Extra": 1, "Role": null,
                  "LastModified": "2026-11-27", "EphemeralStorage": {}, "MemorySize": 1}]}""");
        assertThat(MODEL.problems("ListFunctions", wrong))
                .containsExactlyInAnyOrder(
                        "ListFunctions.Functions[0].FunctionName does not match: a b",
                        "ListFunctions.Functions[0].Timeout is no whole number: \"3\"",
                        "ListFunctions.Functions[0].Runtime is none of the enumeration: cobol",
                        "ListFunctions.Functions[0] has no member Extra",
                        "ListFunctions.Functions[0].Role is null instead of left out",
                        "ListFunctions.Functions[0].LastModified is no time: 2026-11-27",
                        "ListFunctions.Functions[0].EphemeralStorage lacks Size",
                        "ListFunctions.Functions[0].MemorySize is less than allowed: 1");
    }

    /** Those that run functions are routes of their own. */
    @Test
    void everyOperationOfAwsIsServedOrRefusedWithAReason() {
        TreeSet<String> known = new TreeSet<>(MODEL.operations());
        UnservedRoutes.all().forEach(route -> known.add(route.name()));
        known.addAll(List.of("Invoke", "InvokeAsync", "InvokeWithResponseStream"));
        assertThat(known).containsExactlyInAnyOrderElementsOf(MODEL.everyOperation());
    }

    @Test
    void everyRouteIsOneOfAws() {
        assertThat(UnservedRoutes.all()).hasSizeGreaterThan(25);
        for (Route route : UnservedRoutes.all()) {
            String request = MODEL.request(route.name());
            assertThat(request).as(route.name()).startsWith(route.method() + " ");
            String path = request.substring(request.indexOf(' ') + 1);
            String[] query = path.split("[?=]");
            assertThat(route.path()
                            .match(
                                    PathPattern.segments(query[0]),
                                    query.length == 3 ? Map.of(query[1], query[2]) : Map.of()))
                    .as("%s %s", route.name(), path)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GetFunction, /2015-03-31/functions/nobody",
        "GetFunctionConfiguration, /2015-03-31/functions/nobody/configuration",
        "ListVersionsByFunction, /2015-03-31/functions/nobody/versions",
        "ListAliases, /2015-03-31/functions/nobody/aliases",
        "GetAlias, /2015-03-31/functions/hello/aliases/nobody",
        "GetPolicy, /2015-03-31/functions/hello/policy",
        "GetFunctionConcurrency, /2019-09-30/functions/nobody/concurrency",
        "GetProvisionedConcurrencyConfig, /2019-09-30/functions/hello/provisioned-concurrency?Qualifier=2",
        "GetFunctionEventInvokeConfig, /2019-09-25/functions/plain/event-invoke-config",
        "ListFunctions, /2015-03-31/functions?Marker=nobodys"
    })
    void errorsAreThoseThatAwsNames(String operation, String path) {
        Account.Answer answer = account.get(path);
        assertThat(MODEL.mayFailWith(operation, answer.error(), answer.status()))
                .as("%s", answer)
                .isTrue();
        assertThat(answer.body().get("Type").asText()).isEqualTo("User");
    }
}
