package dev.davit.gateway.http.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.api.common.Ec2Id;
import dev.davit.api.common.ElbId;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.gateway.http.ecs.EcsClient.Answer;
import dev.davit.gateway.testbed.AwsModel;
import dev.davit.gateway.testbed.Testbed;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a pipeline does with services, and whether it can believe the answers (ADR 26, invariant 6). */
class EcsServiceChangesHttpTest {

    private static final String DEFINITION = EcsClient.ARN + "task-definition/report:";

    private final Testbed testbed = Testbed.start();
    private final EcsClient ecs =
            new EcsClient(testbed).withDefinition().withTasks().withService();

    @AfterEach
    void stop() {
        testbed.close();
    }

    private ServiceStatus status() {
        return testbed.ecs.services.get("team-a/web").getStatus();
    }

    private JsonNode described() {
        JsonNode answer = ecs.found("DescribeServices", "{\"services\":[\"web\"]}");
        assertThat(AwsModel.of("/ecs-model.json").problems("DescribeServices", answer))
                .isEmpty();
        return answer.get("services").get(0);
    }

    private JsonNode updated(String change) {
        JsonNode answer = ecs.found("UpdateService", "{\"service\":\"web\"," + change + "}");
        assertThat(AwsModel.of("/ecs-model.json").problems("UpdateService", answer))
                .isEmpty();
        return answer.get("service");
    }

    @Test
    void theAnswerHasTheNewTaskDefinition() {
        JsonNode service = updated("\"taskDefinition\":\"report:2\"");
        assertThat(service.get("taskDefinition").asText()).isEqualTo(DEFINITION + 2);
        assertThat(service.get("deployments").get(0).get("taskDefinition").asText())
                .isEqualTo(DEFINITION + 2);
        assertThat(described().get("taskDefinition").asText()).isEqualTo(DEFINITION + 2);
    }

    /** The scheduler does not try again by itself what its circuit breaker gave up. */
    @Test
    void whatHasFailedIsTriedAgainWhenSomebodyAsksForIt() {
        ServiceDeployment failed = new ServiceDeployment();
        failed.number = 4L;
        failed.id = "ecs-svc/4";
        failed.status = "INACTIVE";
        failed.rolloutState = "FAILED";
        failed.taskDefinition = DEFINITION + 2;
        status().deployments = List.of(status().deployments.getFirst(), failed);
        JsonNode first =
                updated("\"taskDefinition\":\"report:2\"").get("deployments").get(0);
        assertThat(first.get("rolloutState").asText()).isEqualTo("IN_PROGRESS");
        assertThat(first.get("id").asText()).isNotEqualTo("ecs-svc/4").isNotEqualTo("ecs-svc/3");
        var spec = testbed.ecs.services.get("team-a/web").getSpec();
        String once = spec.forceNewDeployment;
        assertThat(once).isNotNull();
        updated("\"taskDefinition\":\"report:2\"");
        assertThat(testbed.ecs.services.get("team-a/web").getSpec().forceNewDeployment)
                .as("a request that comes again before anybody looked")
                .isEqualTo(once);
        status().observedGeneration =
                testbed.ecs.services.get("team-a/web").getMetadata().getGeneration();
        updated("\"taskDefinition\":\"report:2\"");
        assertThat(testbed.ecs.services.get("team-a/web").getSpec().forceNewDeployment)
                .as("after it has failed again")
                .isNotEqualTo(once);
    }

    @Test
    void nothingIsDeployedOfADefinitionThatIsGone() {
        testbed.ecs.services.get("team-a/web").getSpec().taskDefinitionRef.from.name = "gone";
        Answer answer = ecs.call("UpdateService", "{\"service\":\"web\",\"forceNewDeployment\":true}");
        assertThat(answer.error()).isEqualTo("ClientException");
        assertThat(answer.message()).isEqualTo("TaskDefinition not found.");
        assertThat(testbed.ecs.services.get("team-a/web").getSpec().forceNewDeployment)
                .isNull();
    }

    /** So that services_stable does not pass although the change is not there. */
    @Test
    void aChangeThatCannotBeCarriedOutStaysADeploymentInProgressAndSaysWhy() {
        status().deployments = status().deployments.subList(0, 1);
        updated("\"forceNewDeployment\":true");
        status().observedGeneration =
                testbed.ecs.services.get("team-a/web").getMetadata().getGeneration();
        status().conditions = List.of(new ConditionBuilder()
                .withType("Accepted")
                .withStatus("False")
                .withReason("AlarmsNotSet")
                .withMessage("Set the annotation.")
                .build());
        JsonNode deployments = described().get("deployments");
        assertThat(deployments).hasSize(2);
        assertThat(deployments.get(0).get("status").asText()).isEqualTo("PRIMARY");
        assertThat(deployments.get(0).get("rolloutState").asText()).isEqualTo("IN_PROGRESS");
        assertThat(deployments.get(0).get("rolloutStateReason").asText()).endsWith(" in progress. Set the annotation.");
    }

    @Test
    void whatIsNamedByReferenceHasAwssIds() {
        var spec = testbed.ecs.services.get("team-a/web").getSpec();
        spec.networkConfiguration.awsVPCConfiguration.securityGroups = List.of("sg-1");
        status().deployments.getFirst().networkConfiguration = spec.networkConfiguration;
        JsonNode web = described();
        JsonNode network = web.get("networkConfiguration").get("awsvpcConfiguration");
        assertThat(network.get("subnets")).singleElement().satisfies(id -> assertThat(id.asText())
                .isEqualTo(Ec2Id.of(Ec2Id.SUBNET, Testbed.NAMESPACE, "a")));
        assertThat(network.get("securityGroups").toString()).isEqualTo("[\"sg-1\"]");
        assertThat(web.get("deployments").get(0).get("networkConfiguration"))
                .isEqualTo(web.get("networkConfiguration"));
        assertThat(web.get("loadBalancers").get(0).get("targetGroupArn").asText())
                .startsWith("arn:aws:elasticloadbalancing:")
                .endsWith(":" + ElbId.targetGroup(Testbed.NAMESPACE, "tg"));
    }

    @Test
    void aStagedServiceTellsOfBothTargetGroupsAndItsRules() {
        testbed.ecs.addService(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Service
                metadata: {name: shop}
                spec:
                  taskDefinition: report
                  loadBalancers:
                  - targetGroupRef: {from: {name: blue}}
                    containerName: main
                    containerPort: 80
                    advancedConfiguration:
                      alternateTargetGroupRef: {from: {name: green}}
                      productionListenerRuleRef: {from: {name: live}}
                      testListenerRule: arn:aws:elasticloadbalancing:us-east-1:1:listener-rule/app/a/b/c/d
                """);
        JsonNode advanced = ecs.found("DescribeServices", "{\"services\":[\"shop\"]}")
                .get("services")
                .get(0)
                .get("loadBalancers")
                .get(0)
                .get("advancedConfiguration");
        assertThat(advanced.get("alternateTargetGroupArn").asText())
                .endsWith(":" + ElbId.targetGroup(Testbed.NAMESPACE, "green"));
        assertThat(advanced.get("productionListenerRule").asText()).isEqualTo("live");
        assertThat(advanced.get("testListenerRule").asText()).endsWith("/a/b/c/d");
    }

    @Test
    void onlyTagsAreIncluded() {
        Answer answer = ecs.call("DescribeServices", "{\"services\":[\"web\"],\"include\":[\"NOPE\"]}");
        assertThat(answer.error()).isEqualTo("InvalidParameterException");
        assertThat(ecs.call("DescribeTaskDefinition", "{\"taskDefinition\":\"report\",\"include\":[\"NOPE\"]}")
                        .error())
                .isEqualTo("InvalidParameterException");
    }
}
