package dev.davit.gateway.http.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.api.ecs.v1alpha1.ContainerOverride;
import dev.davit.api.ecs.v1alpha1.TaskSpec;
import dev.davit.gateway.http.ecs.EcsClient.Answer;
import dev.davit.gateway.testbed.Testbed;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What RunTask says of its tasks instead of what their definition says. */
class EcsOverridesHttpTest {

    private final Testbed testbed = Testbed.start();
    private final EcsClient ecs = new EcsClient(testbed).withDefinition().withNetwork();

    @AfterEach
    void stop() {
        testbed.close();
    }

    private void refused(String member, String error, String words) {
        Answer answer = ecs.call("RunTask", "{\"taskDefinition\":\"report\"," + member.replace('\'', '"') + "}");
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.message()).contains(words);
        assertThat(testbed.ecs.tasks).isEmpty();
    }

    private TaskSpec only() {
        assertThat(testbed.ecs.tasks).hasSize(1);
        return testbed.ecs.tasks.values().iterator().next().getSpec();
    }

    @Test
    void aTaskTakesThemAndTellsThem() {
        testbed.ecs.roles.add(Testbed.NAMESPACE + "/other");
        JsonNode task = ecs.found("RunTask", """
                {"taskDefinition": "report", "enableExecuteCommand": true,
                 "capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT", "weight": 1}],
                 "overrides": {"cpu": "1024", "memory": "4096", "taskRoleArn": "arn:aws:iam::123456789012:role/other",
                   "containerOverrides": [{"name": "main", "command": ["--day", "monday"], "environment":
                     [{"name": "DAY", "value": "monday"}], "resourceRequirements": [], "memory": 64}]}}""").get("tasks").get(0);
        TaskSpec spec = only();
        assertThat(spec.overrides.cpu).isEqualTo("1024");
        assertThat(spec.overrides.taskRoleARN).isEqualTo("arn:aws:iam::123456789012:role/other");
        ContainerOverride main = spec.overrides.containerOverrides.getFirst();
        assertThat(main.command).containsExactly("--day", "monday");
        assertThat(main.environment.getFirst().value).isEqualTo("monday");
        assertThat(main.memory).isEqualTo(64);
        assertThat(spec.enableExecuteCommand).isTrue();
        assertThat(spec.capacityProviderStrategy.getFirst().capacityProvider).isEqualTo("FARGATE_SPOT");

        JsonNode told = task.get("overrides");
        assertThat(told.get("taskRoleArn").asText()).isEqualTo("arn:aws:iam::123456789012:role/other");
        assertThat(told.get("containerOverrides").get(0).get("command").toString())
                .isEqualTo("[\"--day\",\"monday\"]");
        assertThat(told.get("inferenceAcceleratorOverrides")).isEmpty();
        assertThat(task.get("enableExecuteCommand").asBoolean()).isTrue();
    }

    @Test
    void aTaskWithoutAnyNamesItsContainers() {
        JsonNode task = ecs.found(
                        "RunTask",
                        "{\"taskDefinition\":\"report\",\"overrides\":{\"containerOverrides\":[{\"name\":\"main\",\"command\":[]}]}}")
                .get("tasks")
                .get(0);
        assertThat(only().overrides).isNull();
        List<String> names = task.get("overrides").get("containerOverrides").findValuesAsText("name");
        assertThat(names).contains("main");
        assertThat(task.get("enableExecuteCommand").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'overrides':{'containerOverrides':[{'name':'nope','cpu':1}]} | Override for container named nope is not a"
                        + " container in the TaskDefinition.",
                "'overrides':{'containerOverrides':[{'cpu':1}]} | Name can not be blank",
                "'launchType':'FARGATE','capacityProviderStrategy':[{'capacityProvider':'FARGATE'}] | Specifying both a"
                        + " launch type and capacity provider strategy is not supported.",
                "'capacityProviderStrategy':[{'capacityProvider':'a','base':1},{'capacityProvider':'b','base':1}] | cannot"
                        + " contain more than one capacity provider with a base value",
                "'capacityProviderStrategy':[{'capacityProvider':'a'},{'capacityProvider':'b'}] | weight value greater than"
                        + " zero",
                "'capacityProviderStrategy':[{'capacityProvider':'a','weight':1001}] | between 0 and 1000"
            })
    void refusesInEcsWords(String member, String words) {
        refused(member, "InvalidParameterException", words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'overrides':[] | overrides must be a structure",
                "'overrides':{'containerOverrides':{'name':'main'}} | containerOverrides must be a list",
                "'overrides':{'containerOverrides':[null]} | containerOverrides must be a list of structures",
                "'overrides':{'containerOverrides':[{'name':'main','command':'x'}]} | overrides.containerOverrides[0].command must",
                "'overrides':{'containerOverrides':[{'name':'main','command':[{}]}]} | overrides.containerOverrides[0].command[0] must",
                "'overrides':{'containerOverrides':[{'name':'main','command':[1]}]} | overrides.containerOverrides[0].command[0] must",
                "'overrides':{'containerOverrides':[{'name':'main','cpu':'x'}]} | overrides.containerOverrides[0].cpu must",
                "'overrides':{'containerOverrides':[{'name':'main','cpu':1.5}]} | overrides.containerOverrides[0].cpu must",
                "'overrides':{'containerOverrides':[{'name':'main','memory':3000000000}]} | overrides.containerOverrides[0].memory must",
                "'overrides':{'containerOverrides':[{'name':'main','environment':['x']}]} | overrides.containerOverrides[0].environment[0] must",
                "'overrides':{'ephemeralStorage':5} | overrides.ephemeralStorage must",
                "'overrides':{'cpu':[],'memory':'512'} | overrides.cpu must"
            })
    void refusesWhatHasAnotherType(String member, String words) {
        refused(member, "SerializationException", words);
    }

    /** An SDK may be newer than the gateway. */
    @Test
    void passesOverMembersThatItDoesNotKnow() {
        ecs.found("RunTask", """
                {"taskDefinition": "report", "capacityProviderStrategy": [{"capacityProvider": "FARGATE", "weight": 1, "foo": 1}],
                 "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["%s"], "foo": {}}},
                 "overrides": {"foo": 1, "containerOverrides": [{"name": "main", "foo": "bar", "command": ["x"]}]}}""".formatted(EcsClient.SUBNET));
        assertThat(only().overrides.containerOverrides.getFirst().command).containsExactly("x");
    }

    /** The definition has 0.5 vCPU and 2 GB, so half of a pair makes another row or none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cpu':'4096' | 4096 CPU, 2 GB memory",
                "'memory':'512' | .5 vCPU CPU, 512 memory",
                "'cpu':'256','memory':'4096' | 256 CPU, 4096 memory",
                "'cpu':'8 vCPU','memory':'17 GB' | 8 vCPU CPU, 17 GB memory",
                "'cpu':'300','memory':'1024' | 300 CPU, 1024 memory"
            })
    void refusesASizeThatIsNoRowOfFargatesTableBeforeThereIsATask(String size, String values) {
        Answer answer =
                ecs.call("RunTask", "{\"taskDefinition\":\"report\",\"overrides\":{" + size.replace('\'', '"') + "}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("ClientException");
        assertThat(answer.message()).startsWith("No Fargate configuration exists for given values: " + values + ".");
        assertThat(testbed.ecs.tasks).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'cpu':'1024'", "'memory':'4 GB'", "'cpu':'.25 vCPU','memory':'1 GB'"})
    void takesASizeThatIsARow(String size) {
        ecs.found("RunTask", "{\"taskDefinition\":\"report\",\"overrides\":{" + size.replace('\'', '"') + "}}");
        assertThat(only().overrides).isNotNull();
    }

    @Test
    void refusesWhatIsTooLong() {
        Answer answer = ecs.call(
                "RunTask",
                "{\"taskDefinition\":\"report\",\"overrides\":{\"containerOverrides\":[{\"name\":\"main\",\"command\":[\""
                        + "x".repeat(8_192) + "\"]}]}}");
        assertThat(answer.error()).isEqualTo("InvalidParameterException");
        assertThat(answer.message()).contains("Container Overrides length must be at most 8192");
    }
}
