package dev.davit.gateway.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.FunctionKey;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:echo";
    private static final long ENDED = 1_573_755_365_568L;

    private static Event event(String qualifier) {
        String arn = qualifier == null ? ARN : ARN + ":" + qualifier;
        return new Event("c9b8", new FunctionKey("a", "echo"), qualifier, arn, "Root=1", 1, bytes("{\"a\": [1]}"));
    }

    private static Conclusion ended(Ending ending, int status, String response) {
        return new Conclusion(
                ending, ENDED, 3, status, response == null ? null : "$LATEST", bytes(response), "to", "dead", false);
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String record(Event event, Conclusion conclusion) {
        return new String(Records.record(event, conclusion).body(), StandardCharsets.UTF_8);
    }

    @Test
    void writesTheRecordOfAFailureAsAwsDoes() {
        String error = "{\"errorMessage\":\"Boom\",\"errorType\":\"E\"}";
        assertThat(record(event(null), ended(Ending.FAILED, 200, error)))
                .isEqualTo("{\"version\":\"1.0\",\"timestamp\":\"2019-11-14T18:16:05.568Z\",\"requestContext\":{"
                        + "\"requestId\":\"c9b8\",\"functionArn\":\"" + ARN + ":$LATEST\","
                        + "\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":3},"
                        + "\"requestPayload\":{\"a\": [1]},"
                        + "\"responseContext\":{\"statusCode\":200,\"executedVersion\":\"$LATEST\","
                        + "\"functionError\":\"Unhandled\"},\"responsePayload\":" + error + "}");
    }

    @Test
    void aSuccessHasNoError() {
        assertThat(record(event("live"), ended(Ending.SUCCEEDED, 200, "null")))
                .contains("\"functionArn\":\"" + ARN + ":live\"", "\"condition\":\"Success\"")
                .endsWith("\"responseContext\":{\"statusCode\":200,\"executedVersion\":\"$LATEST\"},"
                        + "\"responsePayload\":null}");
    }

    @Test
    void anEventThatNeverRanHasNoResponse() {
        assertThat(record(event(null), ended(Ending.EXPIRED, 429, null)))
                .contains("\"condition\":\"EventAgeExceeded\"")
                .endsWith("\"requestPayload\":{\"a\": [1]}}");
    }

    @Test
    void anEventWhoseTargetIsGoneSaysSo() {
        assertThat(record(event(null), ended(Ending.FAILED, 404, null)))
                .contains("\"condition\":\"RetriesExhausted\"")
                .endsWith("\"requestPayload\":{\"a\": [1]},\"responseContext\":{\"statusCode\":404}}");
        assertThat(Records.deadLetter(event(null), ended(Ending.FAILED, 404, null))
                        .attributes())
                .containsEntry("ErrorCode", "404")
                .containsEntry(
                        "ErrorMessage", "Function not found: " + event(null).qualifiedArn());
    }

    @Test
    void aFunctionThatReservesNothingIsSaidToBeStopped() {
        assertThat(record(event(null), ended(Ending.STOPPED, 429, null)))
                .contains("\"condition\":\"ZeroReservedConcurrency\"")
                .endsWith("\"requestPayload\":{\"a\": [1]}}");
    }

    @Test
    void anAnswerThatIsNotJsonIsAText() {
        assertThat(record(event(null), ended(Ending.SUCCEEDED, 200, "say \"hi\"")))
                .endsWith("\"responsePayload\":\"say \\\"hi\\\"\"}");
        assertThat(record(event(null), ended(Ending.SUCCEEDED, 200, "{} {}")))
                .endsWith("\"responsePayload\":\"{} {}\"}");
        assertThat(record(event(null), ended(Ending.SUCCEEDED, 200, ""))).endsWith("\"responsePayload\":null}");
    }

    @Test
    void aDeadLetterIsTheEventWithTheReasonBesideIt() {
        Destinations.Message letter = Records.deadLetter(
                event(null),
                ended(Ending.FAILED, 200, "{\"x\":{\"errorMessage\":1},\"errorMessage\":\"Bo\\nom\u00e9\"}"));
        assertThat(letter.body()).isEqualTo(bytes("{\"a\": [1]}"));
        assertThat(letter.attributes())
                .containsEntry("RequestID", "c9b8")
                .containsEntry("ErrorCode", "200")
                .containsEntry("ErrorMessage", "Bo om?");
    }

    @Test
    void aReasonIsAtMostAKilobyte() {
        String message = Records.deadLetter(event(null), ended(Ending.FAILED, 200, "x".repeat(5000)))
                .attributes()
                .get("ErrorMessage");
        assertThat(message).hasSize(1024);
    }

    @Test
    void aReasonIsGivenForWhatNeverRan() {
        assertThat(Records.deadLetter(event(null), ended(Ending.EXPIRED, 429, null))
                        .attributes())
                .containsEntry("ErrorMessage", "Rate Exceeded.");
        assertThat(Records.deadLetter(event(null), ended(Ending.EXPIRED, 200, null))
                        .attributes())
                .containsEntry("ErrorMessage", "The event exceeded its maximum age.");
        assertThat(Records.deadLetter(event(null), ended(Ending.FAILED, 429, null))
                        .attributes())
                .containsEntry("ErrorCode", "429")
                .containsEntry("ErrorMessage", "Rate Exceeded.");
        assertThat(Records.deadLetter(event(null), ended(Ending.FAILED, Rules.RECURSION, null))
                        .attributes()
                        .get("ErrorMessage"))
                .contains("more than 16 times");
    }
}
