package dev.davit.gateway.http.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.gateway.testbed.AwsModel;
import dev.davit.gateway.testbed.Testbed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer against AWS's own description of it (ADR 26, invariant 1). */
class EcsShapesTest {

    private static final AwsModel MODEL = AwsModel.of("/ecs-model.json");

    private static final Map<String, List<String>> CALLS = Map.ofEntries(
            Map.entry(
                    "RunTask",
                    List.of(
                            "{'taskDefinition':'report','count':2,'group':'g','startedBy':'me','launchType':'FARGATE'}",
                            "{'taskDefinition':'report:1','networkConfiguration':{'awsvpcConfiguration':"
                                    + "{'subnets':['" + EcsClient.SUBNET + "'],'assignPublicIp':'DISABLED'}}}")),
            Map.entry("StopTask", List.of("{'task':'running','reason':'enough'}", "{'task':'ended'}")),
            Map.entry("DescribeTasks", List.of("{'tasks':['ended','running','fresh','nobody'],'include':['TAGS']}")),
            Map.entry("ListTasks", List.of("{}", "{'maxResults':1}", "{'desiredStatus':'STOPPED'}")),
            Map.entry(
                    "DescribeTaskDefinition",
                    List.of("{'taskDefinition':'report'}", "{'taskDefinition':'report:2','include':['TAGS']}")),
            Map.entry("ListTaskDefinitions", List.of("{}", "{'familyPrefix':'report','maxResults':1,'sort':'DESC'}")),
            Map.entry("ListTaskDefinitionFamilies", List.of("{}", "{'status':'ALL'}")),
            Map.entry("DescribeServices", List.of("{'services':['web','nobody'],'include':['TAGS']}")),
            Map.entry("ListServices", List.of("{}", "{'maxResults':1}")),
            Map.entry("UpdateService", List.of("{'service':'web'}", "{'service':'web','desiredCount':3}")),
            Map.entry("DescribeClusters", List.of("{}", "{'clusters':['default','other']}")),
            Map.entry("ListClusters", List.of("{}")));

    private static Testbed testbed;
    private static EcsClient ecs;

    @BeforeAll
    static void start() {
        testbed = Testbed.start();
        ecs = new EcsClient(testbed).withDefinition().withNetwork().withTasks().withService();
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    static Stream<String> operations() {
        return CALLS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void answersHaveTheShapeThatAwsGivesThem(String operation) {
        for (String call : CALLS.get(operation)) {
            JsonNode answer = ecs.found(operation, json(call));
            assertThat(MODEL.problems(operation, answer))
                    .as("%s: %s", call, answer)
                    .isEmpty();
        }
    }

    @Test
    void everyOperationOfAwsIsServedOrRefusedWithAReason() {
        List<String> known = new ArrayList<>(CALLS.keySet());
        known.addAll(Unserved.names());
        assertThat(known).containsExactlyInAnyOrderElementsOf(MODEL.everyOperation());
        for (String operation : Unserved.names()) {
            EcsClient.Answer answer = ecs.call(operation, "{}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error()).isEqualTo("UnsupportedFeatureException");
            assertThat(answer.message()).startsWith(operation + " is not available here. ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RunTask | {'taskDefinition':'nope'} | ClientException | TaskDefinition not found.",
                "RunTask | {'taskDefinition':'report:9'} | ClientException | TaskDefinition not found.",
                "RunTask | {} | InvalidParameterException | TaskDefinition can not be blank.",
                "RunTask | {'taskDefinition':'report','cluster':'x'} | ClusterNotFoundException | Cluster not found.",
                "RunTask | {'taskDefinition':'report','launchType':'EC2'} | InvalidParameterException | No Container Instances were found in your cluster.",
                "RunTask | {'taskDefinition':'report','platformVersion':'9'} | PlatformUnknownException | The specified platform does not exist.",
                "StopTask | {'task':'nobody'} | InvalidParameterException | The referenced task was not found.",
                "DescribeTasks | {'tasks':[]} | InvalidParameterException | Tasks cannot be empty.",
                "DescribeTasks | {'tasks':['a'],'cluster':'x'} | ClusterNotFoundException | Cluster not found.",
                "ListTasks | {'nextToken':'x'} | InvalidParameterException | Invalid token",
                "ListTaskDefinitions | {'nextToken':'x'} | InvalidParameterException | Invalid token",
                "UpdateService | {'service':'nope'} | ServiceNotFoundException | Service not found.",
                "UpdateService | {'service':'web','taskDefinition':'nope'} | ClientException | TaskDefinition not found.",
                "UpdateService | {'service':'web','placementStrategy':[]} | UnsupportedFeatureException | does not change placementStrategy here",
                "ListTasks | {'serviceName':'nope'} | ServiceNotFoundException | Service not found.",
                "DescribeServices | {'services':[]} | InvalidParameterException | Services cannot be empty.",
                "DescribeTaskDefinition | {'taskDefinition':'nope'} | ClientException | Unable to describe task definition."
            })
    void errorsAreThoseThatAwsNames(String operation, String input, String error, String words) {
        EcsClient.Answer answer = ecs.call(operation, json(input));
        assertThat(answer.error()).as(answer.toString()).isEqualTo(error);
        assertThat(answer.message()).contains(words);
        assertThat(MODEL.mayFailWith(operation, error, answer.status())).isTrue();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
