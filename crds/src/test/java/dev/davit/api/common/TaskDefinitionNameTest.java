package dev.davit.api.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskDefinitionNameTest {

    @Test
    void readsFamilyFamilyAndRevisionAndArn() {
        assertThat(TaskDefinitionName.parse("report"))
                .contains(new TaskDefinitionName(null, "report", OptionalLong.empty()));
        assertThat(TaskDefinitionName.parse("report:12"))
                .contains(new TaskDefinitionName(null, "report", OptionalLong.of(12)));
        assertThat(TaskDefinitionName.parse("arn:aws:ecs:us-east-1:000000000001:task-definition/report:3"))
                .contains(new TaskDefinitionName("000000000001", "report", OptionalLong.of(3)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "report:0",
                "report:x",
                "a b",
                "report:99999999999999999999",
                "arn:aws:ecs:r:1:task/report",
                "arn:aws:lambda:r:1:task-definition/report"
            })
    void readsNothingFromAnythingElse(String text) {
        assertThat(TaskDefinitionName.parse(text)).isEmpty();
    }
}
