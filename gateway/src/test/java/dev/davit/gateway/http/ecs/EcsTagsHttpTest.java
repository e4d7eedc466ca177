package dev.davit.gateway.http.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.gateway.http.ecs.EcsClient.Answer;
import dev.davit.gateway.testbed.Testbed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What RunTask gives its tasks besides what they run, and what it would rather refuse than forget. */
class EcsTagsHttpTest {

    private final Testbed testbed = Testbed.start();
    private final EcsClient ecs = new EcsClient(testbed).withDefinition().withTasks();

    @AfterEach
    void stop() {
        testbed.close();
    }

    @Test
    void givesTheTagsOfTheRequestAndIfAskedOfTheDefinition() {
        JsonNode answer = ecs.found("RunTask", """
                {"taskDefinition": "report", "tags": [{"key": "cost", "value": "7"}, {"key": "team", "value": "b"}],
                 "propagateTags": "TASK_DEFINITION", "overrides": {"containerOverrides": [{"name": "main"}], "cpu": null}}""");
        assertThat(answer.get("tasks").get(0).get("tags").toString())
                .isEqualTo("[{\"key\":\"team\",\"value\":\"b\"},{\"key\":\"cost\",\"value\":\"7\"}]");
        String arn = answer.get("tasks").get(0).get("taskArn").asText();
        assertThat(ecs.found("DescribeTasks", "{\"tasks\":[\"" + arn + "\"]}")
                        .get("tasks")
                        .get(0)
                        .has("tags"))
                .isFalse();
        assertThat(ecs.found("DescribeTasks", "{\"tasks\":[\"" + arn + "\"],\"include\":[\"TAGS\"]}")
                        .get("tasks")
                        .get(0)
                        .get("tags"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'overrides':{'containerOverrides':[{'name':'main','environmentFiles':[{'value':'x'}]}]} | environmentFiles",
                "'volumeConfigurations':[{'name':'a'}] | volumeConfigurations is not supported"
            })
    void refusesWhatItWouldOtherwiseForget(String member, String words) {
        int before = testbed.ecs.tasks.size();
        Answer answer = ecs.call("RunTask", "{\"taskDefinition\":\"report\"," + member.replace('\'', '"') + "}");
        assertThat(answer.error()).isEqualTo("UnsupportedFeatureException");
        assertThat(answer.message()).contains(words);
        assertThat(testbed.ecs.tasks).hasSize(before);
    }
}
