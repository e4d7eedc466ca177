package dev.davit.e2e.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/** What may be expected of an answer, as far as the client shows it. */
final class Expect {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private Expect() {}

    static Consumer<AwsAnswer> status(int status) {
        return answer -> {
            assertThat(answer.type()).as(answer.message()).isNull();
            assertThat(answer.status()).isEqualTo(status);
            assertRequestId(answer);
        };
    }

    static Consumer<AwsAnswer> accepted() {
        return status(202).andThen(answer -> assertThat(answer.payload()).isEmpty());
    }

    static Consumer<AwsAnswer> answer(String payload, String version) {
        return status(200).andThen(answer -> {
            assertThat(answer.payload()).isEqualTo(payload);
            assertThat(answer.member("FunctionError")).isNull();
            assertThat(answer.member("ErrorCode")).isNull();
            assertThat(answer.member("ExecutedVersion")).isEqualTo(version);
        });
    }

    /** The function's error contains that; {@code {id}} stands for the request's id. */
    static Consumer<AwsAnswer> functionError(String payload) {
        return status(200).andThen(answer -> {
            assertThat(answer.member("FunctionError")).isEqualTo("Unhandled");
            String id = answer.headers().getOrDefault("x-amzn-requestid", "");
            assertThat(answer.payload()).contains(payload.replace("{id}", id));
        });
    }

    static void logResult(AwsAnswer answer) {
        byte[] log = Base64.getDecoder().decode(answer.member("LogResult"));
        assertThat(log).hasSizeLessThanOrEqualTo(4096);
        assertThat(new String(log, StandardCharsets.UTF_8))
                .contains("yyy last\n", "END RequestId: ")
                .containsPattern("REPORT RequestId: " + UUID + "\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms\t"
                        + "Memory Size: 128 MB\tMax Memory Used: [0-9]+ MB\t");
    }

    /** A caller's error that Lambda's model has. */
    static Failure error(int status, String type) {
        return new Failure(status, type, "User", null);
    }

    /** An error of AWS's front door. */
    static Failure refusal(int status, String type) {
        return new Failure(status, type, null, null);
    }

    /** A call that is one too many. */
    static Failure throttle(String reason) {
        return new Failure(429, "TooManyRequestsException", "User", reason);
    }

    private static void assertRequestId(AwsAnswer answer) {
        if (answer.showsHeaders()) {
            assertThat(answer.headers().get("x-amzn-requestid")).matches(UUID);
        }
    }

    /**
     * An error of the service; the CLI shows no more of it than type and message.
     *
     * @param kind the modelled member {@code Type}, or null where the model has no such error
     * @param reason the modelled member {@code Reason}, or null
     */
    record Failure(int status, String type, String kind, String reason) {

        Consumer<AwsAnswer> saying(String message) {
            return answer -> {
                check(answer);
                assertThat(answer.message()).isEqualTo(message);
            };
        }

        Consumer<AwsAnswer> containing(String message) {
            return answer -> {
                check(answer);
                assertThat(answer.message()).contains(message);
            };
        }

        private void check(AwsAnswer answer) {
            assertThat(answer.type()).as(answer.message()).isEqualTo(type);
            if (answer.showsHeaders()) {
                assertThat(answer.status()).isEqualTo(status);
                assertRequestId(answer);
                assertThat(answer.headers().get("x-amzn-errortype")).isEqualTo(type);
                assertThat(answer.headers().get("retry-after")).isEqualTo(status == 429 ? "1" : null);
                assertThat(answer.member("Type")).isEqualTo(kind);
                assertThat(answer.member("Reason")).isEqualTo(reason);
                assertThat(answer.member("retryAfterSeconds")).isEqualTo(status == 429 ? "1" : null);
            }
        }
    }
}
