package dev.davit.gateway.http.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Accounts;
import dev.davit.gateway.http.CallsUnderWay;
import dev.davit.gateway.http.control.Account.Answer;
import dev.davit.gateway.http.invoke.Access;
import dev.davit.gateway.testbed.Testbed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the control API does not tell, and what it says instead (ADR 12, invariants 2 to 4). */
class ControlRefusalsTest {

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/2015-03-31/functions/nobody|404|ResourceNotFoundException|Function not found: {arn}nobody",
                "/2015-03-31/functions/hello?Qualifier=7|404|ResourceNotFoundException|Function not found: {arn}hello:7",
                "/2015-03-31/functions/hello:no/configuration|404|ResourceNotFoundException|Function not found: {arn}hello:no",
                "/2015-03-31/functions/hello:1?Qualifier=2|400|InvalidParameterValueException|The derived qualifier from the function name does not match the specified qualifier.",
                "/2015-03-31/functions/hello/aliases/no|404|ResourceNotFoundException|Cannot find alias arn: {arn}hello:no",
                "/2015-03-31/functions/nobody/aliases/no|404|ResourceNotFoundException|Function not found: {arn}nobody",
                "/2015-03-31/functions/hello/aliases/1|400|ValidationException|1 validation error detected: Value '1' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
                "/2015-03-31/functions/hello/policy|404|ResourceNotFoundException|The resource you requested does not exist.",
                "/2015-03-31/functions/nobody/policy|404|ResourceNotFoundException|Function not found: {arn}nobody",
                "/2019-09-25/functions/hello/event-invoke-config?Qualifier=1|404|ResourceNotFoundException|The function {arn}hello:1 doesn't have an EventInvokeConfig",
                "/2019-09-25/functions/nobody/event-invoke-config|404|ResourceNotFoundException|The function {arn}nobody:$LATEST doesn't have an EventInvokeConfig",
                "/2019-09-25/functions/nobody/event-invoke-config/list|404|ResourceNotFoundException|The function doesn't exist.",
                "/2019-09-30/functions/nobody/provisioned-concurrency?List=ALL|404|ResourceNotFoundException|Function not found: {arn}nobody",
                "/2019-09-30/functions/hello/provisioned-concurrency?Qualifier=2|404|ProvisionedConcurrencyConfigNotFoundException|No Provisioned Concurrency Config found for this function",
                "/2019-09-30/functions/hello/provisioned-concurrency?Qualifier=9|404|ResourceNotFoundException|Function not found: {arn}hello:9",
                "/2019-09-30/functions/hello/provisioned-concurrency?Qualifier=no|404|ResourceNotFoundException|Cannot find alias arn: {arn}hello:no",
                "/2019-09-30/functions/hello/provisioned-concurrency?Qualifier=$LATEST|400|InvalidParameterValueException|The function resource provided must be an alias or a published version.",
                "/2019-09-30/functions/hello/provisioned-concurrency|400|ValidationException|1 validation error detected: Value null at 'qualifier' failed to satisfy constraint: Member must not be null",
                "/2015-03-31/functions?MaxItems=0|400|ValidationException|1 validation error detected: Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1",
                "/2015-03-31/functions?MaxItems=10001|400|ValidationException|1 validation error detected: Value '10001' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 10000",
                "/2015-03-31/functions?MaxItems=many|400|ValidationException|1 validation error detected: Value 'many' at 'maxItems' failed to satisfy constraint: Member must be a whole number",
                "/2015-03-31/functions?FunctionVersion=1|400|ValidationException|1 validation error detected: Value '1' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]",
                "/2015-03-31/functions?FunctionVersion=1&MaxItems=0|400|ValidationException|2 validation errors detected: Value '1' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]; Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1",
                "/2017-03-31/tags/arn:aws:lambda:hello|400|InvalidParameterValueException|Only functions have tags here, and this is not the ARN of a function: arn:aws:lambda:hello",
                "/2015-03-31/functions?Marker=nobodys|400|InvalidParameterValueException|The Marker is none that this operation gave, or it is too old: begin again without a Marker.",
                "/2015-03-31/functions?Marker=ZjowOm5vYm9keXM|400|InvalidParameterValueException|The Marker is none that this operation gave, or it is too old: begin again without a Marker.",
                "/2015-03-31/functions?Marker=%zz|400|InvalidParameterValueException|The query cannot be read: a percent sign in it is not followed by two digits.",
                "/2017-03-31/tags/{arn}hello:1|400|InvalidParameterValueException|Tags on function aliases and versions are not supported. Please specify a function ARN.",
                "/2017-03-31/tags/hello|400|InvalidParameterValueException|Only functions have tags here, and this is not the ARN of a function: hello",
                "/2018-10-31/layers|400|UnsupportedOperationException|ListLayers is not available here. Layers are LayerVersions (lambda.davit.dev/v1alpha1): see and apply them with kubectl.",
                "/2015-03-31/elsewhere|404|UnknownOperationException|Unknown operation: GET /2015-03-31/elsewhere"
            })
    void refusesInAwsWords(String path, int status, String error, String message) {
        Answer answer = account.get(path.replace("{arn}", Account.ARN));
        assertThat(answer.message()).isEqualTo(message.replace("{arn}", Account.ARN));
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/2015-03-31/functions/no%20name?Qualifier=no%20way, functionName, qualifier",
        "/2015-03-31/functions/no%20name/versions?MaxItems=0, functionName, maxItems",
        "/2015-03-31/functions/no%20name/aliases?MaxItems=0, functionName, maxItems",
        "/2015-03-31/functions/no%20name/aliases/1, functionName, name",
        "/2015-03-31/functions/hello/aliases?FunctionVersion=live&MaxItems=0, maxItems, functionVersion",
        "/2019-09-25/functions/no%20name/event-invoke-config/list?MaxItems=51, functionName, maxItems",
        "/2019-09-30/functions/no%20name/provisioned-concurrency?List=ALL&MaxItems=51, functionName, maxItems"
    })
    void tellsEverythingThatIsWrongAtOnce(String path, String first, String second) {
        Answer answer = account.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("ValidationException");
        assertThat(answer.message())
                .startsWith("2 validation errors detected: Value '")
                .containsSubsequence(
                        "' at '" + first + "' failed to satisfy constraint: Member must",
                        "; Value '",
                        "' at '" + second + "' failed to satisfy constraint: Member must");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /2015-03-31/functions, CreateFunction, a Function (lambda.davit.dev/v1alpha1)",
        "PUT, /2015-03-31/functions/hello/code, UpdateFunctionCode, a Function (lambda.davit.dev/v1alpha1)",
        "DELETE, /2015-03-31/functions/hello, DeleteFunction, the Function (lambda.davit.dev/v1alpha1)",
        "POST, /2015-03-31/functions/hello/versions, PublishVersion, a Version (lambda.davit.dev/v1alpha1)",
        "PUT, /2015-03-31/functions/hello/aliases/live, UpdateAlias, an Alias (lambda.davit.dev/v1alpha1)",
        "POST, /2015-03-31/functions/hello/policy, AddPermission, the verb invoke on functions.lambda.davit.dev",
        "PUT, /2017-10-31/functions/hello/concurrency, PutFunctionConcurrency, spec.reservedConcurrentExecutions"
    })
    void refusesToWriteAndSaysWhichResourceToApply(String method, String path, String operation, String kind) {
        Answer answer = account.send(method, path, Testbed.NAMESPACE);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("UnsupportedOperationException");
        assertThat(answer.message())
                .startsWith(operation + " is not available here.")
                .contains(kind)
                .endsWith("with kubectl or through GitOps.");
        assertThat(testbed.directory.asked).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get functions hello|/2015-03-31/functions/hello|lambda:GetFunction|{arn}hello",
                "get functions hello|/2015-03-31/functions/hello:live/configuration|lambda:GetFunctionConfiguration|{arn}hello:live",
                "get functions nobody|/2015-03-31/functions/nobody|lambda:GetFunction|{arn}nobody",
                "list functions *|/2015-03-31/functions|lambda:ListFunctions|*",
                "list versions *|/2015-03-31/functions?FunctionVersion=ALL|lambda:ListFunctions|*",
                "list functions *|/2016-08-19/account-settings|lambda:GetAccountSettings|*",
                "list versions *|/2015-03-31/functions/hello/versions|lambda:ListVersionsByFunction|{arn}hello",
                "get functions hello|/2015-03-31/functions/hello/versions|lambda:ListVersionsByFunction|{arn}hello",
                "list aliases *|/2015-03-31/functions/hello/aliases|lambda:ListAliases|{arn}hello",
                "get aliases test|/2015-03-31/functions/hello/aliases/test|lambda:GetAlias|{arn}hello:test",
                "get functions hello|/2017-03-31/tags/{arn}hello|lambda:ListTags|{arn}hello",
                "get functions hello|/2015-03-31/functions/hello/policy|lambda:GetPolicy|{arn}hello"
            })
    void tellsNothingToWhomRbacDoesNotLetReadIt(String access, String path, String action, String resource) {
        denied.add(access);
        Answer answer = account.get(path.replace("{arn}", Account.ARN));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error()).isEqualTo("AccessDeniedException");
        assertThat(answer.message())
                .isEqualTo(
                        "User: arn:aws:iam::" + Testbed.ACCOUNT + ":user/shop is not authorized to perform: " + action
                                + " on resource: " + resource.replace("{arn}", Account.ARN)
                                + " because no identity-based policy allows the " + action + " action");
        assertThat(testbed.directory.asked).hasValue(0);
    }

    @Test
    void keepsAccountsApart() {
        account.withFunction("team-b", "theirs");
        String foreign = "arn:aws:lambda:us-east-1:" + Accounts.of("team-b") + ":function:theirs";
        Answer unknown = account.get(FUNCTIONS + "/" + foreign);
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(unknown.message()).contains("lambda:GetFunction on resource: " + foreign);
        assertThat(account.get("/2017-03-31/tags/" + foreign).status()).isEqualTo(403);
        Answer elsewhere = account.get(FUNCTIONS + "/arn:aws:lambda:eu-west-1:" + Testbed.ACCOUNT + ":function:hello");
        assertThat(elsewhere.message())
                .isEqualTo("Functions from 'eu-west-1' are not reachable in this region ('us-east-1')");
        assertThat(account.send("GET", FUNCTIONS, "team-b").body().toString()).doesNotContain("hello");
        assertThat(testbed.directory.asked.get()).isEqualTo(1);
    }

    @Test
    void asksACallerWithoutAccountForOne() {
        for (String path : List.of(FUNCTIONS, HELLO, "/2016-08-19/account-settings")) {
            Answer answer = account.send("GET", path, "nobody");
            assertThat(answer.error()).isEqualTo("InvalidParameterValueException");
            assertThat(answer.message()).contains("X-Davit-Namespace");
        }
    }

    @Test
    void sendsAwayWhoAsksTooMuchAtOnce() {
        testbed.directory.gate = new CompletableFuture<>();
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        for (int i = 0; i < CallsUnderWay.MOST_OF_AN_ACCOUNT; i++) {
            waiting.add(CompletableFuture.supplyAsync(
                    () -> account.get(HELLO), work -> Thread.ofVirtual().start(work)));
        }
        Awaitility.await().until(() -> testbed.directory.asked.get() == waiting.size());
        Answer busy = account.get(HELLO);
        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.error()).isEqualTo("TooManyRequestsException");
        assertThat(busy.body().get("Reason").asText()).isEqualTo("CallerRateLimitExceeded");
        testbed.directory.gate.complete(null);
        waiting.forEach(each -> assertThat(each.join().status()).isEqualTo(200));
        assertThat(account.get(HELLO).status()).isEqualTo(200);
    }

    @Test
    void saysSoWhenTheClusterCannotBeAsked() {
        testbed.directory.gate = CompletableFuture.failedFuture(new IllegalStateException("down"));
        Answer answer = account.get(HELLO);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.error()).isEqualTo("ServiceException");
        assertThat(answer.body().get("Type").asText()).isEqualTo("Service");
    }
}
