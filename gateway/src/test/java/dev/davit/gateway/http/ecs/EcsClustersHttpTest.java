package dev.davit.gateway.http.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.api.common.EcsCluster;
import dev.davit.gateway.http.ecs.EcsClient.Answer;
import dev.davit.gateway.http.invoke.Access;
import dev.davit.gateway.testbed.AwsModel;
import dev.davit.gateway.testbed.Testbed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters beside the default one in the ECS API (ADR 26, invariants 1 and 2). */
class EcsClustersHttpTest {

    private static final AwsModel MODEL = AwsModel.of("/ecs-model.json");

    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Testbed testbed = Testbed.start(this::isAllowed);
    private final EcsClient ecs =
            new EcsClient(testbed).withDefinition().withTasks().withService();

    private boolean isAllowed(Access access) {
        return !denied.contains(access.verb() + " " + access.resource());
    }

    @BeforeEach
    void another() {
        testbed.ecs.addCluster(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Cluster
                metadata: {name: night}
                spec:
                  name: Night
                  capacityProviders: [FARGATE, FARGATE_SPOT]
                  defaultCapacityProviderStrategy: [{capacityProvider: FARGATE_SPOT, weight: 1}]
                  tags: [{key: team, value: a}]
                """);
        testbed.ecs.addService(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Service
                metadata: {name: owl}
                spec: {clusterRef: {from: {name: night}}, taskDefinition: report, desiredCount: 1}
                status: {observedGeneration: 1, clusterARN: "%scluster/Night"}
                """.formatted(EcsClient.ARN));
        testbed.ecs.addTask(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Task
                metadata: {name: owl-1, labels: {ecs.davit.dev/cluster: Night, ecs.davit.dev/service: owl}}
                spec: {taskDefinition: report}
                status: {lastStatus: RUNNING, desiredStatus: RUNNING}
                """);
    }

    @AfterEach
    void stop() {
        testbed.close();
    }

    private Answer call(String operation, String input) {
        return ecs.call(operation, input.replace('\'', '"'));
    }

    private JsonNode found(String operation, String input) {
        JsonNode answer = ecs.found(operation, input.replace('\'', '"'));
        assertThat(MODEL.problems(operation, answer)).as("%s", answer).isEmpty();
        return answer;
    }

    @Test
    void listsTheDefaultOneAndThoseThatThereAre() {
        assertThat(ecs.pages("ListClusters", "clusterArns", 1, ""))
                .containsExactly(EcsClient.ARN + "cluster/Night", EcsClient.ARN + "cluster/default");
    }

    @Test
    void describesEachByNameAndArnWithCountsOfItsOwn() {
        JsonNode answer = found(
                "DescribeClusters",
                "{'clusters':['default','" + EcsClient.ARN + "cluster/Night','nobody'],'include':['TAGS']}");
        JsonNode usual = answer.get("clusters").get(0);
        assertThat(usual.get("clusterName").asText()).isEqualTo("default");
        assertThat(usual.get("activeServicesCount").asInt()).isEqualTo(1);
        assertThat(usual.get("runningTasksCount").asInt()).isEqualTo(1);
        assertThat(usual.get("pendingTasksCount").asInt()).isEqualTo(1);
        JsonNode night = answer.get("clusters").get(1);
        assertThat(night.get("clusterArn").asText()).isEqualTo(EcsClient.ARN + "cluster/Night");
        assertThat(night.get("activeServicesCount").asInt()).isEqualTo(1);
        assertThat(night.get("runningTasksCount").asInt()).isEqualTo(1);
        assertThat(night.get("capacityProviders").toString()).isEqualTo("[\"FARGATE\",\"FARGATE_SPOT\"]");
        assertThat(night.get("defaultCapacityProviderStrategy")
                        .get(0)
                        .get("capacityProvider")
                        .asText())
                .isEqualTo("FARGATE_SPOT");
        assertThat(night.get("tags").get(0).get("value").asText()).isEqualTo("a");
        assertThat(answer.get("failures").toString())
                .isEqualTo("[{\"arn\":\"" + EcsClient.ARN + "cluster/nobody\",\"reason\":\"MISSING\"}]");
    }

    @Test
    void nothingIsCountedForClustersThatAreNotThere() {
        assertThat(ecs.found("DescribeClusters", "{\"clusters\":[\"nobody\",\"noone\"]}")
                        .get("failures"))
                .hasSize(2);
        assertThat(testbed.ecs.listsOfTasks).hasValue(0);
        ecs.found("DescribeClusters", "{\"clusters\":[\"nobody\",\"default\"]}");
        assertThat(testbed.ecs.listsOfTasks).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Night", "%scluster/Night"})
    void tasksAndServicesAreThoseOfTheClusterThatIsNamed(String cluster) {
        String named = "'cluster':'" + cluster.formatted(EcsClient.ARN) + "'";
        assertThat(found("ListTasks", "{" + named + "}").get("taskArns").toString())
                .isEqualTo("[\"" + EcsClient.ARN + "task/Night/owl-1\"]");
        assertThat(found("ListServices", "{" + named + "}").get("serviceArns").toString())
                .isEqualTo("[\"" + EcsClient.ARN + "service/Night/owl\"]");
        assertThat(found("ListTasks", "{" + named + ",'serviceName':'owl'}").get("taskArns"))
                .hasSize(1);
        JsonNode tasks =
                found("DescribeTasks", "{" + named + ",'tasks':['" + EcsClient.ARN + "task/Night/owl-1','running']}");
        assertThat(tasks.get("tasks")).hasSize(1);
        assertThat(tasks.get("tasks").get(0).get("clusterArn").asText()).isEqualTo(EcsClient.ARN + "cluster/Night");
        assertThat(tasks.get("failures").get(0).get("reason").asText()).isEqualTo("MISSING");
        JsonNode services = found("DescribeServices", "{" + named + ",'services':['owl','web']}");
        assertThat(services.get("services").get(0).get("clusterArn").asText())
                .isEqualTo(EcsClient.ARN + "cluster/Night");
        assertThat(services.get("failures")).hasSize(1);
        found("UpdateService", "{" + named + ",'service':'owl','desiredCount':4}");
        assertThat(testbed.ecs.services.get("team-a/owl").getSpec().desiredCount)
                .isEqualTo(4);
        found("StopTask", "{" + named + ",'task':'owl-1'}");
        assertThat(testbed.ecs.tasks.get("team-a/owl-1").getSpec().desiredStatus)
                .isEqualTo("STOPPED");
    }

    @Test
    void theDefaultClusterHasNoneOfThem() {
        assertThat(ecs.pages("ListTasks", "taskArns", 1, "")).isNotEmpty().noneMatch(arn -> arn.contains("owl"));
        assertThat(found("DescribeTasks", "{'tasks':['owl-1']}").get("failures"))
                .hasSize(1);
        assertThat(call("StopTask", "{'task':'owl-1'}").message()).isEqualTo("The referenced task was not found.");
        assertThat(call("UpdateService", "{'service':'owl','desiredCount':4}").error())
                .isEqualTo("ServiceNotFoundException");
    }

    @Test
    void aTaskOfAnotherClusterIsFoundThereAgain() {
        JsonNode task = found("RunTask", "{'taskDefinition':'report','cluster':'Night'}")
                .get("tasks")
                .get(0);
        String arn = task.get("taskArn").asText();
        assertThat(arn).startsWith(EcsClient.ARN + "task/Night/");
        assertThat(found("DescribeTasks", "{'cluster':'Night','tasks':['" + arn + "']}")
                        .get("tasks"))
                .hasSize(1);
        assertThat(testbed.ecs.tasks.values().stream().map(EcsCluster::of)).contains("Night", "default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RunTask | 'taskDefinition':'report' | create tasks",
                "StopTask | 'task':'running' | patch tasks",
                "DescribeTasks | 'tasks':['running'] | get tasks",
                "ListTasks | 'maxResults':1 | list tasks",
                "DescribeServices | 'services':['web'] | get services",
                "ListServices | 'maxResults':1 | list services",
                "UpdateService | 'service':'web','desiredCount':1 | patch services"
            })
    void aClusterThatIsNotThereIsSaidToThoseWhoMayKnow(String operation, String input, String right) {
        for (String cluster : List.of("nobody", EcsClient.ARN + "cluster/nobody")) {
            Answer answer = call(operation, "{'cluster':'" + cluster + "'," + input + "}");
            assertThat(answer.error()).isEqualTo("ClusterNotFoundException");
            assertThat(answer.message()).isEqualTo("Cluster not found.");
        }
        denied.add(right);
        assertThat(call(operation, "{'cluster':'nobody'," + input + "}").error())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void clustersAreTheirsWhoMayListThem() {
        denied.add("list clusters");
        assertThat(call("ListClusters", "{}").error()).isEqualTo("AccessDeniedException");
        assertThat(call("DescribeClusters", "{'clusters':['Night']}").error()).isEqualTo("AccessDeniedException");
        assertThat(call("DescribeClusters", "{'clusters':['nobody']}").error()).isEqualTo("AccessDeniedException");
        assertThat(found("DescribeClusters", "{}").get("clusters")).hasSize(1);
    }
}
