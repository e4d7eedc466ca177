package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that Invoke does not serve, and what AWS says to them. */
class InvokeRefusalsHttpTest {

    private static final String ARN = "arn:aws:lambda:us-east-1:" + Testbed.ACCOUNT + ":function:";

    private static Testbed testbed;
    private static final AtomicReference<PlainHttp.Answer> SEEN = new AtomicReference<>();

    @BeforeAll
    static void start() {
        testbed = Testbed.start();
        RevisionEntry echo = testbed.imageFunction("Echo", 3);
        testbed.environment(echo.poolKey(), "echo-a", event -> {
            SEEN.set(event);
            return FakeRuntime.Reply.response(event.text());
        });
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    private static PlainHttp.Answer post(String path, String body) {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            return http.send("POST", path, Map.of("X-Test-Caller", Testbed.NAMESPACE), body);
        }
    }

    static void assertError(PlainHttp.Answer answer, int status, String type, String body) {
        assertThat(answer.text()).isEqualTo(body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("x-amzn-ErrorType")).isEqualTo(type);
        assertThat(answer.header("x-amzn-RequestId")).hasSize(36);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void aFunctionWithoutVersionsHasNoneThatWasPublishedLast() {
        testbed.imageFunction("Unpublished", 3);
        assertError(
                testbed.invoke("Unpublished:$LATEST.PUBLISHED", "{}"),
                400,
                "NoPublishedVersionException",
                "{\"Type\":\"User\",\"Message\":\"The function has no published versions available.\"}");
    }

    @Test
    void refusesAsAwsDoes() {
        assertError(
                testbed.invoke("nope", "{}"),
                404,
                "ResourceNotFoundException",
                "{\"Type\":\"User\",\"Message\":\"Function not found: " + ARN + "nope\"}");
        assertError(
                testbed.invoke("Echo:9", "{}"),
                404,
                "ResourceNotFoundException",
                "{\"Type\":\"User\",\"Message\":\"Function not found: " + ARN + "Echo:9\"}");
        assertError(
                post("/2015-03-31/functions/Echo:7/invocations?Qualifier=8", "{}"),
                400,
                "InvalidParameterValueException",
                "{\"Type\":\"User\",\"message\":\"The derived qualifier from the function name does not match the"
                        + " specified qualifier.\"}");
        assertError(
                testbed.invoke("arn:aws:lambda:eu-west-1:" + Testbed.ACCOUNT + ":function:Echo", "{}"),
                404,
                "ResourceNotFoundException",
                "{\"Type\":\"User\",\"Message\":\"Functions from 'eu-west-1' are not reachable in this region"
                        + " ('us-east-1')\"}");
        assertError(
                testbed.invoke("Echo", Map.of("X-Amz-Invocation-Type", "Sometimes"), "{}"),
                400,
                "ValidationException",
                "{\"message\":\"1 validation error detected: Value 'Sometimes' at 'invocationType' failed to satisfy"
                        + " constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]\"}");
        assertThat(testbed.invoke("no%20name", "{}").header("x-amzn-ErrorType")).isEqualTo("ValidationException");
    }

    @Test
    void tellsEverythingThatIsWrongWithARequestAtOnce() {
        Map<String, String> headers = Map.of("X-Amz-Invocation-Type", "Sometimes", "X-Amz-Log-Type", "Head");
        String enums = "Value 'Sometimes' at 'invocationType' failed to satisfy constraint: Member must satisfy enum"
                + " value set: [Event, RequestResponse, DryRun]; Value 'Head' at 'logType' failed to satisfy constraint:"
                + " Member must satisfy enum value set: [None, Tail]";
        assertError(
                testbed.invoke("Echo", headers, "{}"),
                400,
                "ValidationException",
                "{\"message\":\"2 validation errors detected: " + enums + "\"}");
        assertThat(testbed.invoke("no%20name", headers, "{}").text())
                .startsWith("{\"message\":\"3 validation errors detected: Value 'no name' at 'functionName' failed to")
                .endsWith("; " + enums + "\"}");
    }

    @Test
    void aHeaderWithoutValueIsNone() {
        Map<String, String> empty =
                Map.of("X-Amz-Invocation-Type", "", "X-Amz-Log-Type", "", "X-Amz-Client-Context", "");
        PlainHttp.Answer answer = testbed.invoke("Echo", empty, "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Amz-Log-Result")).isNull();
        assertThat(SEEN.get().header("Lambda-Runtime-Client-Context")).isNull();
    }

    @Test
    void refusesAClientContextThatIsNoJsonObjectWhateverTheInvocationType() {
        String[] contexts = {"%%%", "bm90IGpzb24=", "bnVsbA==", "W10=", "eyJhIjoxfXt9"};
        for (String type : new String[] {"RequestResponse", "Event", "DryRun"}) {
            for (String context : contexts) {
                assertError(
                        testbed.invoke(
                                "Echo", Map.of("X-Amz-Invocation-Type", type, "X-Amz-Client-Context", context), "{}"),
                        400,
                        "InvalidRequestContentException",
                        "{\"Type\":\"User\",\"message\":\"Client context must be a valid Base64-encoded JSON"
                                + " object.\"}");
            }
        }
    }

    @Test
    void refusesWhoIsNotProvenOrNotAllowed() {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            PlainHttp.Answer answer =
                    http.send("POST", "/2015-03-31/functions/Echo/invocations", Map.of(), "not even json");
            assertError(
                    answer,
                    403,
                    "MissingAuthenticationTokenException",
                    "{\"message\":\"Missing Authentication Token\"}");
        }
        assertError(
                testbed.invoke("forbidden", "{}"),
                403,
                "AccessDeniedException",
                "{\"Message\":\"User: arn:aws:iam::" + Testbed.ACCOUNT
                        + ":user/shop is not authorized to perform: lambda:InvokeFunction on resource: " + ARN
                        + "forbidden because no identity-based policy allows the lambda:InvokeFunction action\"}");
        assertThat(testbed.invoke("arn:aws:lambda:us-east-1:123456789012:function:Echo", "{}")
                        .header("x-amzn-ErrorType"))
                .isEqualTo("AccessDeniedException");
        assertThat(testbed.invoke("Echo", Map.of("X-Test-Caller", "nobody"), "{}")
                        .text())
                .contains("X-Davit-Namespace");
        assertThat(testbed.invoke(ARN + "Echo", Map.of("X-Test-Caller", "nobody"), "{}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void knowsNoOtherOperation() {
        assertThat(post("/2015-03-31/elsewhere/", "{}").header("x-amzn-ErrorType"))
                .isEqualTo("UnknownOperationException");
        assertThat(post("/2015-03-31/functions/a/b/invocations", "{}").status()).isEqualTo(404);
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            assertThat(http.send(
                                    "GET",
                                    "/2015-03-31/functions/Echo/invocations",
                                    Map.of("X-Test-Caller", Testbed.NAMESPACE),
                                    null)
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void refusesWhatIsNotJsonInJacksonsWords() {
        assertError(
                testbed.invoke("Echo", "notJson"),
                400,
                "InvalidRequestContentException",
                "{\"Type\":\"User\",\"message\":\"Could not parse request body into json: Could not parse payload into"
                        + " json: Unrecognized token 'notJson': was expecting (JSON String, Number, Array, Object or"
                        + " token 'null', 'true' or 'false')\\n at [Source: (byte[])\\\"notJson\\\"; line: 1, column:"
                        + " 1]\"}");
        for (String bad : new String[] {"{", "{\"a\":}", "[1,]", "{} {}", "\"open", "{\"a\":1}x", " ", "'a'", "01"}) {
            assertThat(testbed.invoke("Echo", bad).status()).as(bad).isEqualTo(400);
        }
        for (String good : new String[] {"1", "null", "\"x\"", " {} ", "[]", "true"}) {
            assertThat(testbed.invoke("Echo", good).status()).as(good).isEqualTo(200);
        }
    }

    @Test
    void aQueryThatCannotBeDecodedIsNoQualifier() {
        for (String query : new String[] {"Qualifier=%zz", "Qualifier=7%"}) {
            assertError(
                    post("/2015-03-31/functions/Echo/invocations?" + query, "{}"),
                    400,
                    "InvalidParameterValueException",
                    "{\"Type\":\"User\",\"message\":\"The query cannot be read: a percent sign in it is not followed by"
                            + " two digits.\"}");
        }
        assertThat(post("/2015-03-31/functions/Echo/invocations?other=a;b&Qualifier=$LATEST", "{}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesPayloadsThatAreNotUtf8() {
        byte[][] bodies = {
            {'"', (byte) 0xff, '"'},
            {'"', (byte) 0xc0, (byte) 0x80, '"'},
            "\"x\"".getBytes(StandardCharsets.UTF_16),
            "\"x\"".getBytes(StandardCharsets.UTF_16LE),
            {'1', 0},
        };
        for (byte[] body : bodies) {
            try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
                PlainHttp.Answer answer = http.send(PlainHttp.request(
                        "POST",
                        "/2015-03-31/functions/Echo/invocations",
                        Map.of("X-Test-Caller", Testbed.NAMESPACE),
                        body));
                assertThat(answer.status()).as(Arrays.toString(body)).isEqualTo(400);
                assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("InvalidRequestContentException");
            }
        }
        assertThat(testbed.invoke("Echo", "\"æ 漢 😀\"").text()).isEqualTo("\"æ 漢 😀\"");
    }

    @Test
    void refusesWhatWouldBeAnotherCallOnAws() {
        for (String header : new String[] {"X-Amz-Tenant-Id", "X-Amz-Durable-Execution-Name"}) {
            PlainHttp.Answer answer = testbed.invoke("Echo", Map.of(header, "a"), "{}");
            assertThat(answer.status()).as(header).isEqualTo(400);
            assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("InvalidParameterValueException");
            assertThat(answer.text()).contains("Leave " + header + " out.");
        }
    }
}
