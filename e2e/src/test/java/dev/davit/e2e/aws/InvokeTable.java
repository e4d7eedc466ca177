package dev.davit.e2e.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What AWS answers to Invoke and its sisters, a row a case. */
public final class InvokeTable {

    /** Stands for the caller's account in calls and in what is expected of their answers. */
    public static final String ACCOUNT = "{account}";

    private static final String ARN = "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:";
    private static final int LARGEST = 6_291_556;

    private InvokeTable() {}

    /** Who is to be asked. */
    public enum Ask {
        EVERYBODY,
        SDKS,
        PYTHON
    }

    /** A call and what is expected of its answer; {@code ask}: the CLI is slow, and not every client has every operation. */
    public record Row(String name, Ask ask, AwsCall call, Consumer<AwsAnswer> expected) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** The code of the function that every row is about. */
    public static String code() {
        try {
            return Files.readString(Path.of("src/test/resources/aws/rows.py"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rows. */
    public static List<Row> rows() {
        return Stream.of(
                        names(),
                        answers(),
                        headers(),
                        notFound(),
                        invalid(),
                        unreadable(),
                        tooLarge(),
                        limits(),
                        events(),
                        streams())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> names() {
        return List.of(
                row("a name", Ask.EVERYBODY, invoke("rows"), Expect.answer("{}", "$LATEST")),
                row("name:$LATEST", Ask.SDKS, invoke("rows:$LATEST"), Expect.answer("{}", "$LATEST")),
                row("a full ARN", Ask.EVERYBODY, invoke(ARN + "rows"), Expect.answer("{}", "$LATEST")),
                row("a partial ARN", Ask.SDKS, invoke("{account}:function:rows"), Expect.answer("{}", "$LATEST")),
                row("function:name", Ask.SDKS, invoke("function:rows"), Expect.answer("{}", "$LATEST")),
                row("account:name:version", Ask.SDKS, invoke("{account}:rows:1"), Expect.answer("{}", "1")),
                row(
                        "region:account:name",
                        Ask.SDKS,
                        invoke("us-east-1:{account}:rows"),
                        Expect.answer("{}", "$LATEST")),
                row(
                        "the version that was published last",
                        Ask.SDKS,
                        invoke("rows").with("Qualifier", "$LATEST.PUBLISHED"),
                        Expect.answer("{}", "1")),
                row("an ARN with an alias", Ask.SDKS, invoke(ARN + "rows:live"), Expect.answer("{}", "1")),
                row("name:version", Ask.SDKS, invoke("rows:1"), Expect.answer("{}", "1")),
                row(
                        "Qualifier, a version",
                        Ask.EVERYBODY,
                        invoke("rows").with("Qualifier", "1"),
                        Expect.answer("{}", "1")),
                row(
                        "Qualifier, an alias",
                        Ask.SDKS,
                        invoke("rows").with("Qualifier", "live"),
                        Expect.answer("{}", "1")),
                row(
                        "the same qualifier twice",
                        Ask.SDKS,
                        invoke("rows:live").with("Qualifier", "live"),
                        Expect.answer("{}", "1")));
    }

    private static List<Row> answers() {
        return List.of(
                row("no event", Ask.SDKS, AwsCall.invoke("rows"), Expect.answer("{}", "$LATEST")),
                row("null", Ask.EVERYBODY, does("null"), Expect.answer("null", "$LATEST")),
                row(
                        "letters",
                        Ask.SDKS,
                        invoke("rows").payload("\"å€𝄞\""),
                        Expect.answer("\"\\u00e5\\u20ac\\ud834\\udd1e\"", "$LATEST")),
                row(
                        "the largest event",
                        Ask.PYTHON,
                        invoke("rows").payload("{\"do\":\"null\",\"x\":\"" + "x".repeat(LARGEST - 20) + "\"}"),
                        Expect.answer("null", "$LATEST")),
                row(
                        "an exception",
                        Ask.EVERYBODY,
                        does("raise"),
                        Expect.functionError("\"errorMessage\": \"no luck\", \"errorType\": \"ValueError\"")),
                row(
                        "an answer that is too large",
                        Ask.SDKS,
                        invoke("rows").payload("{\"do\":\"large\",\"n\":6291600}"),
                        Expect.functionError(
                                "{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload"
                                        + " size exceeded maximum allowed payload size (6291556 bytes).\"}")),
                row(
                        "a time-out",
                        Ask.PYTHON,
                        invoke("rows").payload("{\"do\":\"sleep\",\"s\":30}"),
                        Expect.functionError(
                                "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: {id} Error: Task"
                                        + " timed out after 2.00 seconds\"}")),
                row(
                        "an exit",
                        Ask.PYTHON,
                        invoke("rows").payload("{\"do\":\"exit\",\"code\":127}"),
                        Expect.functionError(
                                "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: {id} Error: Runtime"
                                        + " exited with error: exit status 127\"}")));
    }

    private static List<Row> headers() {
        return List.of(
                row(
                        "the end of the log",
                        Ask.EVERYBODY,
                        invoke("rows").payload("{\"do\":\"print\",\"n\":5000}").with("LogType", "Tail"),
                        Expect::logResult),
                row("LogType None", Ask.SDKS, invoke("rows").with("LogType", "None"), answer -> assertThat(
                                answer.member("LogResult"))
                        .isNull()),
                row(
                        "a client context",
                        Ask.EVERYBODY,
                        does("context").with("ClientContext", base64("{\"custom\":{\"hej\":\"då\"}}")),
                        Expect.answer(
                                "[\"" + ARN + "rows\", \"$LATEST\", \"rows\", \"128\", \"d\\u00e5\"]", "$LATEST")),
                row(
                        "an invoked alias",
                        Ask.SDKS,
                        does("context").with("Qualifier", "live"),
                        Expect.answer("[\"" + ARN + "rows:live\", \"1\", \"rows\", \"128\", null]", "1")),
                row(
                        "the environment",
                        Ask.PYTHON,
                        does("environment"),
                        Expect.answer(
                                "[\"/var/task\", \":UTC\", \"app.handler\", \"/var/task\", \"rows\", \"$LATEST\", \"128\","
                                        + " \"/aws/lambda/rows\", \"us-east-1\", \"on-demand\"]",
                                "$LATEST")),
                row("DryRun", Ask.EVERYBODY, invoke("rows").with("InvocationType", "DryRun"), Expect.status(204)));
    }

    private static List<Row> notFound() {
        return List.of(
                row(
                        "no such function",
                        Ask.EVERYBODY,
                        invoke("nope"),
                        Expect.error(404, "ResourceNotFoundException").saying("Function not found: " + ARN + "nope")),
                row(
                        "no such alias",
                        Ask.SDKS,
                        invoke("rows:nope"),
                        Expect.error(404, "ResourceNotFoundException")
                                .saying("Function not found: " + ARN + "rows:nope")),
                row(
                        "no such version",
                        Ask.SDKS,
                        invoke("rows").with("Qualifier", "99"),
                        Expect.error(404, "ResourceNotFoundException")
                                .saying("Function not found: " + ARN + "rows:99")),
                row(
                        "another region",
                        Ask.SDKS,
                        invoke(ARN.replace("us-east-1", "eu-north-1") + "rows"),
                        Expect.error(404, "ResourceNotFoundException")
                                .saying("Functions from 'eu-north-1' are not reachable in this region ('us-east-1')")),
                row(
                        "another account",
                        Ask.EVERYBODY,
                        invoke("arn:aws:lambda:us-east-1:123456789012:function:rows"),
                        Expect.refusal(403, "AccessDeniedException")
                                .containing("is not authorized to perform: lambda:InvokeFunction on resource:"
                                        + " arn:aws:lambda:us-east-1:123456789012:function:rows")),
                row(
                        "a wrong secret",
                        Ask.EVERYBODY,
                        invoke("rows").signedWith("wrong"),
                        Expect.refusal(403, "InvalidSignatureException")
                                .containing("The request signature we calculated does not match the signature you"
                                        + " provided.")));
    }

    private static List<Row> invalid() {
        return List.of(
                row(
                        "a name that is none",
                        Ask.EVERYBODY,
                        invoke("no name"),
                        Expect.refusal(400, "ValidationException")
                                .containing(
                                        "1 validation error detected: Value 'no name' at 'functionName' failed to satisfy"
                                                + " constraint: Member must satisfy regular expression pattern: ")),
                row(
                        "a name with a dot",
                        Ask.SDKS,
                        invoke("rows.x"),
                        Expect.error(404, "ResourceNotFoundException").saying("Function not found: " + ARN + "rows.x")),
                row(
                        "a name of 65",
                        Ask.SDKS,
                        invoke("n".repeat(65)),
                        Expect.refusal(400, "ValidationException")
                                .containing("Member must have length less than or equal to 64")),
                row(
                        "a reference of 257",
                        Ask.SDKS,
                        invoke(ARN + "rows:" + "q".repeat(205)),
                        Expect.refusal(400, "ValidationException")
                                .containing("Member must have length less than or equal to 256")),
                row(
                        "two qualifiers",
                        Ask.EVERYBODY,
                        invoke("rows:1").with("Qualifier", "live"),
                        Expect.error(400, "InvalidParameterValueException")
                                .saying("The derived qualifier from the function name does not match the specified"
                                        + " qualifier.")),
                row(
                        "an invocation type that is none",
                        Ask.SDKS,
                        invoke("rows").with("InvocationType", "Sometimes"),
                        Expect.refusal(400, "ValidationException")
                                .saying("1 validation error detected: Value 'Sometimes' at 'invocationType' failed to"
                                        + " satisfy constraint: Member must satisfy enum value set: [Event,"
                                        + " RequestResponse, DryRun]")),
                row(
                        "a log type that is none",
                        Ask.SDKS,
                        invoke("rows").with("LogType", "Head"),
                        Expect.refusal(400, "ValidationException")
                                .saying("1 validation error detected: Value 'Head' at 'logType' failed to satisfy"
                                        + " constraint: Member must satisfy enum value set: [None, Tail]")));
    }

    private static List<Row> unreadable() {
        return List.of(
                row(
                        "an event that is not JSON",
                        Ask.EVERYBODY,
                        invoke("rows").payload("notJson"),
                        Expect.error(400, "InvalidRequestContentException")
                                .containing("Could not parse request body into json: Could not parse payload into json:"
                                        + " Unrecognized token 'notJson'")),
                row(
                        "a client context that is not base64",
                        Ask.SDKS,
                        invoke("rows").with("ClientContext", "%%%"),
                        Expect.error(400, "InvalidRequestContentException").containing("Client context must be")),
                row(
                        "a client context that is no object",
                        Ask.SDKS,
                        invoke("rows").with("ClientContext", base64("[]")),
                        Expect.error(400, "InvalidRequestContentException")
                                .saying("Client context must be a valid Base64-encoded JSON object.")),
                row(
                        "a client context of 3584",
                        Ask.SDKS,
                        invoke("rows").with("ClientContext", "a".repeat(3584)),
                        Expect.error(400, "InvalidRequestContentException")
                                .containing("Client context must be at most 3583 bytes")));
    }

    private static List<Row> tooLarge() {
        return List.of(
                row(
                        "an event over 6 MB",
                        Ask.SDKS,
                        invoke("rows").payload("\"" + "x".repeat(LARGEST - 1) + "\""),
                        Expect.refusal(413, "RequestEntityTooLargeException")
                                .saying("Request must be smaller than 6291456 bytes for the InvokeFunction operation")),
                row(
                        "an asynchronous event over 1 MB",
                        Ask.SDKS,
                        invoke("rows").with("InvocationType", "Event").payload("\"" + "x".repeat(1_048_575) + "\""),
                        Expect.refusal(413, "RequestEntityTooLargeException")
                                .saying("1048577 byte payload is too large for the Event invocation type (limit 1048576"
                                        + " bytes)")));
    }

    private static List<Row> limits() {
        return List.of(row(
                "no concurrency left",
                Ask.EVERYBODY,
                invoke("stopped"),
                Expect.throttle("ReservedFunctionConcurrentInvocationLimitExceeded")
                        .saying("Rate Exceeded.")));
    }

    private static List<Row> events() {
        AwsCall async = AwsCall.of("invoke-async", "rows").payload("{}");
        return List.of(
                row("Event", Ask.EVERYBODY, invoke("rows").with("InvocationType", "Event"), Expect.accepted()),
                row("InvokeAsync", Ask.PYTHON, async, Expect.status(202)),
                row(
                        "InvokeAsync of no such function",
                        Ask.PYTHON,
                        AwsCall.of("invoke-async", "nope").payload("{}"),
                        Expect.error(404, "ResourceNotFoundException").saying("Function not found: " + ARN + "nope")),
                row(
                        "an Event that is not JSON",
                        Ask.SDKS,
                        invoke("rows").with("InvocationType", "Event").payload("{"),
                        Expect.error(400, "InvalidRequestContentException").containing("Could not parse")));
    }

    private static List<Row> streams() {
        return List.of(
                row("a stream", Ask.SDKS, stream("rows").payload("[1]"), Expect.answer("[1]", "$LATEST")),
                row(
                        "a stream of an alias",
                        Ask.SDKS,
                        stream("rows").with("Qualifier", "live"),
                        Expect.answer("{}", "1")),
                row("an error in a stream", Ask.SDKS, stream("rows").payload("{\"do\":\"raise\"}"), answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.member("ErrorCode")).isEqualTo("ValueError");
                    assertThat(answer.member("ErrorDetails")).contains("no luck");
                }),
                row(
                        "a stream with the end of the log",
                        Ask.SDKS,
                        stream("rows").payload("{\"do\":\"print\",\"n\":5000}").with("LogType", "Tail"),
                        Expect::logResult),
                row(
                        "a stream of no such function",
                        Ask.SDKS,
                        stream("nope"),
                        Expect.error(404, "ResourceNotFoundException").saying("Function not found: " + ARN + "nope")),
                row(
                        "a stream where no concurrency is left",
                        Ask.SDKS,
                        stream("stopped"),
                        Expect.throttle("ReservedFunctionConcurrentInvocationLimitExceeded")
                                .saying("Rate Exceeded.")),
                row(
                        "an Event cannot be streamed",
                        Ask.SDKS,
                        stream("rows").with("InvocationType", "Event"),
                        Expect.refusal(400, "ValidationException")
                                .containing("Member must satisfy enum value set: [RequestResponse, DryRun]")));
    }

    private static Row row(String name, Ask ask, AwsCall call, Consumer<AwsAnswer> expected) {
        return new Row(name, ask, call, expected);
    }

    private static AwsCall invoke(String function) {
        return AwsCall.invoke(function).payload("{}");
    }

    private static AwsCall stream(String function) {
        return AwsCall.of("invoke-with-response-stream", function).payload("{}");
    }

    private static AwsCall does(String what) {
        return invoke("rows").payload("{\"do\":\"" + what + "\"}");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
