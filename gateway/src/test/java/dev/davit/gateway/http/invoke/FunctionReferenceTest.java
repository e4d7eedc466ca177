package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.kernel.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "hello,,,hello,",
        "hello:live,,,hello,live",
        "hello:$LATEST,,,hello,$LATEST",
        "function:hello,,,hello,",
        "function:hello:7,,,hello,7",
        "123456789012:function:hello,,123456789012,hello,",
        "123456789012:function:hello:7,,123456789012,hello,7",
        "arn:aws:lambda:eu-west-1:123456789012:function:hello,eu-west-1,123456789012,hello,",
        "arn:aws:lambda:eu-west-1:123456789012:function:hello:live,eu-west-1,123456789012,hello,live",
        "Hello_World-9,,,Hello_World-9,",
        "123456789012:hello,,123456789012,hello,",
        "123456789012:hello:7,,123456789012,hello,7",
        "eu-west-1:hello:7,eu-west-1,,hello,7",
        "eu-west-1:function:hello,eu-west-1,,hello,",
        "eu-west-1:123456789012:hello,eu-west-1,123456789012,hello,",
        "eu-west-1:123456789012:function:hello:$LATEST,eu-west-1,123456789012,hello,$LATEST",
        "us-gov-west-1:123456789012:hello,us-gov-west-1,123456789012,hello,",
        "arn:aws:lambda:hello,,,hello,",
        "arn:aws:lambda:hello:live,,,hello,live",
        "arn:aws:lambda:eu-west-1:hello,eu-west-1,,hello,",
        "arn:aws:lambda:function:hello,,,hello,",
        "arn:aws:lambda:123456789012:function:hello,,123456789012,hello,",
        "arn:aws:lambda:eu-west-1:function:hello:live,eu-west-1,,hello,live",
        "arn:aws-cn:lambda:eu-west-1:123456789012:function:hello,eu-west-1,123456789012,hello,",
        "arn::lambda:eu-west-1:123456789012:function:hello,eu-west-1,123456789012,hello,",
        "arn:aws:lambda:eu-west-1:123456789012:layer:hello,eu-west-1,123456789012,layer,hello",
        "function:function:7,,,function,7",
        "function,,,function,",
        "123456789012,,,123456789012,",
        "my-function-1:live,,,my-function-1,live"
    })
    void readsEveryForm(String text, String region, String account, String name, String qualifier) {
        assertThat(FunctionReference.parse(text, null))
                .isEqualTo(new FunctionReference(region, account, name, qualifier, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "héllo",
                "a:b:c:d",
                "hello:",
                ":live",
                "hello:a b",
                "arn:aws:s3:::bucket",
                "arn:aws:lambda:eu-west-1:12:function:hello",
                "arn:aws:lambda::123456789012:function:hello",
                "123456789012:hello:x:y",
                "12345678901:hello:x",
                "eu-west-1:eu-west-1:hello:x",
                "arn:aws:lambda:",
                "arn:amazon:lambda:eu-west-1:123456789012:function:hello",
                "arn:aws:lambda:eu-west-1:123456789012@function:hello",
                "hello:$OLDEST",
                "../../etc/passwd",
                "..",
                ".hello"
            })
    void refusesWhatIsNone(String text) {
        FunctionReference reference = FunctionReference.parse(text, null);
        assertThat(reference.refusal()).isNotNull();
        assertThat(reference.refusal().code()).isEqualTo(ErrorCode.VALIDATION);
        assertThat(reference.refusal().message())
                .startsWith("1 validation error detected: Value '" + text + "' at 'functionName' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: (arn:");
    }

    @Test
    void limitsNamesToTheLengthOfAws() {
        assertThat(FunctionReference.parse("x".repeat(64), null).refusal()).isNull();
        assertThat(FunctionReference.parse("x".repeat(65), null).refusal().message())
                .endsWith("Member must have length less than or equal to 64");
        assertThat(FunctionReference.parse("x:" + "y".repeat(254), null).refusal())
                .isNull();
        assertThat(FunctionReference.parse("x:" + "y".repeat(255), null)
                        .refusal()
                        .message())
                .endsWith("Member must have length less than or equal to 256");
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        String name = "x y".repeat(100);
        String qualifier = "no way".repeat(30);
        String message = FunctionReference.parse(name, qualifier).refusal().message();
        assertThat(message)
                .startsWith("4 validation errors detected: Value '" + name + "' at 'functionName' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: (arn:");
        assertThat(message.split("; Value '"))
                .satisfiesExactly(
                        pattern -> assertThat(pattern).contains("pattern"),
                        length -> assertThat(length)
                                .endsWith("at 'functionName' failed to satisfy constraint: Member must have"
                                        + " length less than or equal to 256"),
                        pattern -> assertThat(pattern)
                                .startsWith(qualifier + "' at 'qualifier'")
                                .contains("pattern"),
                        length -> assertThat(length).endsWith("Member must have length less than or equal to 128"));
    }

    @Test
    void takesWhatAwssPatternTakesThoughNoFunctionIsNamedSo() {
        assertThat(FunctionReference.parse("hello.x", null).refusal()).isNull();
        assertThat(FunctionReference.parse("hello:$LATEST.PUBLISHED", null).qualifier())
                .isEqualTo("$LATEST.PUBLISHED");
    }

    @Test
    void takesTheQualifierFromEitherPlaceButNotTwo() {
        assertThat(FunctionReference.parse("hello", "live").qualifier()).isEqualTo("live");
        assertThat(FunctionReference.parse("hello:live", "live").qualifier()).isEqualTo("live");
        assertThat(FunctionReference.parse("hello:live", "").qualifier()).isEqualTo("live");
        assertThat(FunctionReference.parse("hello:live", "dev").refusal().code())
                .isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(FunctionReference.parse("hello", "no way").refusal().message())
                .contains("at 'qualifier'")
                .endsWith("Member must satisfy regular expression pattern:"
                        + " \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+");
    }

    @Test
    void clientContextIsMadeFitForAHeader() {
        assertThat(ClientContext.decode("e30=")).isEqualTo("{}");
        assertThat(ClientContext.decode("eyJhIjoiw6kifQ==")).isEqualTo("{\"a\":\"\\u00e9\"}");
        assertThat(ClientContext.decode("ewoNfQ==")).isEqualTo("{  }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*", // no base64
                "e30==", // {} with too much padding
                "bnVsbA==", // null
                "W10=", // []
                "ImEi", // "a"
                "MQ==", // 1
                "eyJhIjoxfXt9", // {"a":1}{}
                "eyJhIjo=", // {"a":
                "bnVsbA"
            })
    void clientContextThatIsNoJsonObjectIsNone(String text) {
        assertThat(ClientContext.decode(text)).isNull();
    }

    @Test
    void traceIdsAreOfTheRequest() {
        assertThat(TraceIds.of("f49b9b8e-53c1-4a3f-8b7c-0123456789ab", 1_700_000_000_123L))
                .isEqualTo("Root=1-6553f100-f49b9b8e53c14a3f8b7c0123;Parent=8b7c0123456789ab;Sampled=0");
    }

    @Test
    void aQualifierHas128CharactersAtMost() {
        assertThat(FunctionReference.parse("hello", "v".repeat(128)).refusal()).isNull();
        assertThat(FunctionReference.parse("hello", "v".repeat(129)).refusal().message())
                .endsWith(
                        "' at 'qualifier' failed to satisfy constraint: Member must have length less than or equal to 128");
    }
}
