package dev.davit.gateway.http.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.gateway.http.invoke.Access;
import dev.davit.gateway.testbed.Testbed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The control API over HTTP, as SDKs call it (ADR 12, invariants 2 to 4). */
class ControlHttpTest {

    private static final String FUNCTIONS = "/2015-03-31/functions";
    private static final String HELLO = FUNCTIONS + "/hello";

    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Testbed testbed = Testbed.start(this::isAllowed);
    private final Account account = new Account(testbed).withEverything();

    private boolean isAllowed(Access access) {
        String name = access.name() == null ? "*" : access.name();
        return !denied.contains(access.verb() + " " + access.resource() + " " + name);
    }

    @AfterEach
    void stop() {
        testbed.close();
    }

    @Test
    void tellsWhatAFunctionIs() {
        JsonNode function = account.found(HELLO);
        JsonNode configuration = function.get("Configuration");
        assertThat(configuration.get("FunctionArn").asText()).isEqualTo(Account.ARN + "hello");
        assertThat(configuration.get("Version").asText()).isEqualTo("$LATEST");
        assertThat(configuration.get("Role").asText()).isEqualTo("arn:aws:iam::" + Testbed.ACCOUNT + ":role/shop");
        assertThat(configuration.get("LastModified").asText()).isEqualTo("2026-11-27T01:02:03.000+0000");
        assertThat(configuration.get("LastUpdateStatusReasonCode").asText()).isEqualTo("Creating");
        assertThat(configuration.get("Environment").toString()).isEqualTo("{\"Variables\":{\"GREETING\":\"hej\"}}");
        assertThat(configuration
                        .get("RuntimeVersionConfig")
                        .get("RuntimeVersionArn")
                        .asText())
                .matches("arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}");
        assertThat(function.get("Tags").toString()).isEqualTo("{\"team\":\"a\"}");
        assertThat(function.get("Concurrency").toString()).isEqualTo("{\"ReservedConcurrentExecutions\":7}");
        assertThat(function.get("Code").toString()).isEqualTo("{\"RepositoryType\":\"Kubernetes\"}");
    }

    @Test
    void leavesOutWhatAFunctionDoesNotHave() {
        account.withFunction(Testbed.NAMESPACE, "plain");
        JsonNode function = account.found(FUNCTIONS + "/plain");
        assertThat(function.has("Tags")).isFalse();
        assertThat(function.has("Concurrency")).isFalse();
        List<String> members = new ArrayList<>();
        function.get("Configuration").fieldNames().forEachRemaining(members::add);
        assertThat(members)
                .containsExactlyInAnyOrder(
                        "FunctionName FunctionArn Version Description CodeSize LastModified RevisionId State PackageType Runtime Handler MemorySize Timeout EphemeralStorage Architectures TracingConfig SnapStart LoggingConfig"
                                .split(" "));
        assertThat(account.found("/2019-09-30/functions/plain/concurrency")).isEmpty();
        assertThat(account.found("/2020-06-30/functions/plain/code-signing-config"))
                .isEmpty();
        assertThat(account.found("/2017-03-31/tags/" + Account.ARN + "plain").toString())
                .isEqualTo("{\"Tags\":{}}");
    }

    @Test
    void tellsOfImages() {
        account.withImage();
        JsonNode function = account.found(FUNCTIONS + "/image");
        assertThat(function.get("Code").get("ResolvedImageUri").asText()).startsWith("registry.example.org/i@sha256");
        assertThat(function.get("Configuration").get("PackageType").asText()).isEqualTo("Image");
        assertThat(function.get("Configuration").has("RuntimeVersionConfig")).isFalse();
        assertThat(function.get("Configuration").get("State").asText()).isEqualTo("Failed");
        assertThat(function.get("Configuration").get("ImageConfigResponse").toString())
                .isEqualTo("{\"ImageConfig\":{\"EntryPoint\":[\"/run\"],\"Command\":[\"app.handler\"],"
                        + "\"WorkingDirectory\":\"/work\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "hello/configuration, hello, $LATEST, app.handler",
        "hello/configuration?Qualifier=$LATEST, hello:$LATEST, $LATEST, app.handler",
        "hello/configuration?Qualifier=1, hello:1, 1, app.first",
        "hello:2/configuration, hello:2, 2, app.second",
        "hello/configuration?Qualifier=live, hello:live, 2, app.second",
        "hello/configuration?Qualifier=$LATEST.PUBLISHED, hello:$LATEST.PUBLISHED, 2, app.second",
        "us-east-1:function:hello:live/configuration, hello:live, 2, app.second",
        "hello/configuration?Qualifier=test, hello:test, $LATEST, app.handler"
    })
    void followsQualifiers(String path, String arn, String version, String handler) {
        JsonNode configuration = account.found(FUNCTIONS + "/" + path);
        assertThat(configuration.get("FunctionArn").asText()).isEqualTo(Account.ARN + arn);
        assertThat(configuration.get("Version").asText()).isEqualTo(version);
        assertThat(configuration.get("Handler").asText()).isEqualTo(handler);
    }

    @Test
    void givesTheVersionsInOrderAndInPages() {
        for (int number = 3; number <= 11; number++) {
            account.version("v" + number, "" + number, "hello-1", "");
        }
        List<String> seen = pages(HELLO + "/versions?MaxItems=4", "Versions", "FunctionArn");
        List<String> expected = new ArrayList<>(List.of(Account.ARN + "hello:$LATEST"));
        for (int number = 1; number <= 11; number++) {
            expected.add(Account.ARN + "hello:" + number);
        }
        assertThat(seen).isEqualTo(expected);
        assertThat(account.found(HELLO + "/versions")
                        .get("Versions")
                        .get(1)
                        .get("Description")
                        .asText())
                .isEqualTo("the v1");
    }

    @Test
    void givesFiftyFunctionsAtOnceHoweverManyAreWanted() {
        for (int i = 100; i < 220; i++) {
            account.withFunction(Testbed.NAMESPACE, "f" + i);
        }
        account.withFunction("team-b", "foreign");
        JsonNode first = account.found(FUNCTIONS + "?MaxItems=10000");
        assertThat(first.get("Functions")).hasSize(50);
        assertThat(first.get("Functions").get(0).has("State")).isFalse();
        List<String> all = pages(FUNCTIONS + "?MaxItems=49", "Functions", "FunctionName");
        assertThat(all).hasSize(121).doesNotHaveDuplicates().startsWith("f100").endsWith("hello");
    }

    @Test
    void givesAllVersionsOfAllFunctionsInPagesOfAnySize() {
        account.withFunction(Testbed.NAMESPACE, "a").withFunction(Testbed.NAMESPACE, "z");
        List<String> expected = List.of("a:$LATEST", "hello:$LATEST", "hello:1", "hello:2", "z:$LATEST");
        for (int size = 1; size <= 6; size++) {
            List<String> all = pages(FUNCTIONS + "?FunctionVersion=ALL&MaxItems=" + size, "Functions", "FunctionArn");
            assertThat(all)
                    .as("pages of %s", size)
                    .isEqualTo(expected.stream().map(each -> Account.ARN + each).toList());
        }
    }

    @Test
    void noFunctionIsReplicatedFromAnotherRegion() {
        String all = FUNCTIONS + "?FunctionVersion=ALL&MasterRegion=";
        assertThat(pages(all + "eu-west-1", "Functions", "FunctionArn")).isEmpty();
        assertThat(pages(all + "ALL", "Functions", "FunctionArn")).contains(Account.ARN + "hello:1");
    }

    private List<String> pages(String path, String list, String member) {
        List<String> seen = new ArrayList<>();
        String marker = "";
        do {
            JsonNode page = account.found(path + marker);
            page.get(list).forEach(item -> seen.add(item.get(member).asText()));
            marker =
                    page.has("NextMarker") ? "&Marker=" + page.get("NextMarker").asText() : null;
        } while (marker != null);
        return seen;
    }

    @Test
    void givesTheAliasesOfOneVersion() {
        JsonNode aliases = account.found(HELLO + "/aliases?FunctionVersion=2").get("Aliases");
        assertThat(aliases).hasSize(1);
        assertThat(aliases.get(0).get("AliasArn").asText()).isEqualTo(Account.ARN + "hello:live");
        assertThat(aliases.get(0).get("RoutingConfig").toString())
                .isEqualTo("{\"AdditionalVersionWeights\":{\"1\":0.1}}");
        assertThat(pages(HELLO + "/aliases?MaxItems=1", "Aliases", "Name")).containsExactly("live", "test");
    }

    @Test
    void showsEnvironmentVariablesInListsOnlyToWhoMayGetEachFunction() {
        String path = FUNCTIONS + "?FunctionVersion=ALL";
        assertThat(account.found(path).toString()).contains("\"GREETING\":\"hej\"", "\"GREETING\":\"first\"");
        denied.add("get functions *");
        JsonNode functions = account.found(path);
        assertThat(functions.toString()).doesNotContain("GREETING");
        assertThat(functions
                        .get("Functions")
                        .get(0)
                        .get("Environment")
                        .get("Error")
                        .get("ErrorCode")
                        .asText())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void countsWhatTheAccountUses() {
        account.withFunction(Testbed.NAMESPACE, "a").withFunction("team-b", "b");
        assertThat(account.found("/2016-08-19/account-settings")
                        .get("AccountUsage")
                        .toString())
                .isEqualTo("{\"TotalCodeSize\":14,\"FunctionCount\":2}");
        assertThat(account.found("/2016-08-19/account-settings")
                        .get("AccountLimit")
                        .toString())
                .isEqualTo("{\"CodeSizeUnzipped\":262144000,\"CodeSizeZipped\":52428800,\"ConcurrentExecutions\":1000,"
                        + "\"UnreservedConcurrentExecutions\":993}");
    }

    @Test
    void givesEachChangeARevisionIdOfItsOwn() {
        TreeSet<String> ids = new TreeSet<>();
        ids.add(account.found(HELLO).get("Configuration").get("RevisionId").asText());
        ids.add(account.found(HELLO + "/configuration").get("RevisionId").asText());
        assertThat(ids).hasSize(1);
        ids.add(account.found(HELLO + ":1/configuration").get("RevisionId").asText());
        ids.add(account.found(HELLO + "/aliases/live").get("RevisionId").asText());
        assertThat(ids).hasSize(3);
    }

    @Test
    void tellsHowFarProvisionedEnvironmentsAreAsTheirObjectsDo() {
        JsonNode ready = account.found("/2019-09-30/functions/hello/provisioned-concurrency?Qualifier=1");
        assertThat(ready.path("RequestedProvisionedConcurrentExecutions").asInt())
                .isEqualTo(2);
        assertThat(ready.path("AvailableProvisionedConcurrentExecutions").asInt())
                .isEqualTo(2);
        assertThat(ready.path("Status").asText()).isEqualTo("READY");
        JsonNode failed = account.found("/2019-09-30/functions/hello/provisioned-concurrency?Qualifier=test");
        assertThat(failed.path("AllocatedProvisionedConcurrentExecutions").asInt())
                .isEqualTo(1);
        assertThat(failed.path("AvailableProvisionedConcurrentExecutions").asInt())
                .isZero();
        assertThat(failed.path("Status").asText()).isEqualTo("FAILED");
        assertThat(failed.path("StatusReason").asText()).isEqualTo("FUNCTION_ERROR_INIT_FAILURE");
        account.version("v7", "7", "hello-1", "provisionedConcurrencyConfig: {provisionedConcurrentExecutions: 9}");
        Account.Answer refused = account.get("/2019-09-30/functions/hello/provisioned-concurrency?Qualifier=7");
        assertThat(refused.error()).as("not granted").isEqualTo("ProvisionedConcurrencyConfigNotFoundException");
    }

    private void eventful(String name, String events, String deadLetter) {
        testbed.directory.addFunction(Testbed.NAMESPACE, """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: %s}
                spec:
                  code: {imageURI: "registry.example.org/i@sha256:00"}
                  functionEventInvokeConfig: %s
                  deadLetterConfig: {targetARN: "%s"}
                """.formatted(name, events, deadLetter));
    }

    private JsonNode events(String name) {
        return account.found("/2019-09-25/functions/" + name + "/event-invoke-config")
                .get("DestinationConfig");
    }

    @Test
    void namesFunctionsThatGetRecordsAndDeadLettersByArn() {
        eventful(
                "named",
                "{destinationConfig: {onSuccess: {destination: good}, onFailure: {destination: 'bad:live'}}}",
                "dead:7");
        assertThat(events("named").toString())
                .isEqualTo("{\"OnSuccess\":{\"Destination\":\"" + Account.ARN
                        + "good\"},\"OnFailure\":{\"Destination\":\"" + Account.ARN + "bad:live\"}}");
        assertThat(account.found(FUNCTIONS + "/named/configuration")
                        .get("DeadLetterConfig")
                        .get("TargetArn")
                        .asText())
                .isEqualTo(Account.ARN + "dead:7");
        String arn = Account.ARN + "good";
        eventful(
                "other",
                "{destinationConfig: {onSuccess: {destination: 'nats:a.b'}, onFailure: {destination: '" + arn + "'}}}",
                "https://example.org/a");
        assertThat(events("other").toString())
                .isEqualTo("{\"OnSuccess\":{\"Destination\":\"nats:a.b\"},\"OnFailure\":{\"Destination\":\"" + arn
                        + "\"}}");
        assertThat(account.found(FUNCTIONS + "/other")
                        .get("Configuration")
                        .get("DeadLetterConfig")
                        .toString())
                .isEqualTo("{\"TargetArn\":\"https://example.org/a\"}");
    }

    @Test
    void anEventConfigurationThatSaysNothingIsNone() {
        for (String nothing : List.of("{}", "{destinationConfig: {}}", "{destinationConfig: {onFailure: {}}}")) {
            eventful("silent", nothing, "");
            Account.Answer answer = account.get("/2019-09-25/functions/silent/event-invoke-config");
            assertThat(answer.error()).as(nothing).isEqualTo("ResourceNotFoundException");
            assertThat(account.found("/2019-09-25/functions/silent/event-invoke-config/list")
                            .get("FunctionEventInvokeConfigs"))
                    .as(nothing)
                    .isEmpty();
            assertThat(account.found(FUNCTIONS + "/silent/configuration").has("DeadLetterConfig"))
                    .isFalse();
        }
    }

    private JsonNode configuration(String qualified) {
        return account.found(FUNCTIONS + "/" + qualified + "/configuration");
    }

    @Test
    void aVersionKeepsItsLoggingItsNetworkAndItsLayers() {
        testbed.directory.addFunction(Testbed.NAMESPACE, """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: hello}
                spec:
                  runtime: python3.11
                  handler: app.handler
                  code: {inline: {app.py: pass}}
                  layers: ["arn:aws:lambda:us-east-1:123456789012:layer:tools:4"]
                  loggingConfig: {logFormat: JSON}
                  vpcConfig: {subnetRefs: [{from: {name: new}}], securityGroupIDs: [sg-2]}
                """);
        testbed.directory.addRevision(Testbed.NAMESPACE, """
                apiVersion: davit.dev/v1alpha1
                kind: FunctionRevision
                metadata: {name: hello-1}
                spec:
                  functionName: hello
                  runtime: python3.11
                  handler: app.first
                  memorySize: 128
                  timeout: 3
                  codeSHA256: c2hh
                  codeSize: 4
                  environmentPool: python311-128-x
                  loggingConfig: {logGroup: /first}
                  network: {vpc: main, subnets: [old-a, old-b], securityGroups: [web]}
                  layers: [{arn: "arn:aws:lambda:us-east-1:123456789012:layer:tools:3"}]
                """);
        JsonNode latest = configuration("hello");
        assertThat(latest.get("LoggingConfig").get("LogFormat").asText()).isEqualTo("JSON");
        assertThat(latest.get("VpcConfig").toString())
                .isEqualTo("{\"SubnetIds\":[\"new\"],\"SecurityGroupIds\":[\"sg-2\"]}");
        assertThat(latest.get("Layers").get(0).get("Arn").asText()).endsWith(":tools:4");
        JsonNode first = configuration("hello:1");
        assertThat(first.get("LoggingConfig").toString()).isEqualTo("{\"LogFormat\":\"Text\",\"LogGroup\":\"/first\"}");
        assertThat(first.get("VpcConfig").toString())
                .isEqualTo("{\"SubnetIds\":[\"old-a\",\"old-b\"],\"SecurityGroupIds\":[\"web\"]}");
        assertThat(first.get("Layers").get(0).get("Arn").asText()).endsWith(":tools:3");
    }
}
