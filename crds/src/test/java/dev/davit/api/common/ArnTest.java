package dev.davit.api.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:984327297149:function:hello";

    @Test
    void writesTheArnOfAFunctionWithAndWithoutQualifier() {
        Arn arn = Arn.function("us-east-1", "984327297149", "hello");
        assertThat(arn).hasToString(FUNCTION);
        assertThat(arn.qualified("live")).hasToString(FUNCTION + ":live");
        assertThat(arn.qualified(null)).isEqualTo(arn);
    }

    @Test
    void writesTheArnsOfTaskDefinitionAndTask() {
        assertThat(Arn.taskDefinition("eu-west-1", "000000000001", "report", 3))
                .hasToString("arn:aws:ecs:eu-west-1:000000000001:task-definition/report:3");
        assertThat(Arn.task("eu-west-1", "000000000001", "default", "report-x2k"))
                .hasToString("arn:aws:ecs:eu-west-1:000000000001:task/default/report-x2k");
    }

    @ParameterizedTest
    @ValueSource(strings = {FUNCTION, FUNCTION + ":7", "arn:aws:s3:::bucket/key", "arn:aws:sqs:us-east-1:1:q"})
    void readsWhatItWrites(String text) {
        assertThat(Arn.parse(text)).map(Arn::toString).contains(text);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "hello", "arn:aws:lambda:us-east-1:1", "arn::lambda:r:1:function:x", "arn:aws:l:r:1:"})
    void readsNothingFromWhatIsNoArn(String text) {
        assertThat(Arn.parse(text)).isEmpty();
    }

    @Test
    void tellsNameAndQualifierOfAFunction() {
        Arn arn = Arn.parse(FUNCTION + ":live").orElseThrow();
        assertThat(arn.functionName()).contains("hello");
        assertThat(arn.functionQualifier()).contains("live");
        assertThat(Arn.parse(FUNCTION).orElseThrow().functionQualifier()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:lambda:us-east-1:1:function:",
                "arn:aws:lambda:us-east-1:1:function:a:b:c",
                "arn:aws:lambda:us-east-1:1:layer:a",
                "arn:aws:ecs:us-east-1:1:function:a"
            })
    void tellsNoNameWhenItIsNoFunction(String text) {
        assertThat(Arn.parse(text).orElseThrow().functionName()).isEmpty();
    }
}
