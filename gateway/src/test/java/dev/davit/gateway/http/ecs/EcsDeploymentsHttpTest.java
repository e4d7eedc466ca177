package dev.davit.gateway.http.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.fargate.DeploymentIdentity;
import dev.davit.gateway.testbed.Testbed;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The deployment that a change of a service leads to, as it is told before the operator has taken the change up. */
class EcsDeploymentsHttpTest {

    private final Testbed testbed = Testbed.start();
    private final EcsClient ecs = new EcsClient(testbed).withDefinition().withService();
    private final Service web = testbed.ecs.services.get("team-a/web");

    @AfterEach
    void stop() {
        testbed.close();
    }

    /** The newest deployment is of what the service asks for. */
    @BeforeEach
    void deployed() {
        newest().content = content(null);
        newest().runningCount = 2;
        web.getStatus().pendingCount = 0;
        web.getStatus().deployments.get(1).runningCount = 0;
    }

    private ServiceDeployment newest() {
        return web.getStatus().deployments.getFirst();
    }

    private String content(List<CapacityProviderStrategyItem> strategy) {
        return DeploymentIdentity.content(web.getSpec(), EcsClient.ARN + "task-definition/report:3", strategy);
    }

    private JsonNode update(String members) {
        JsonNode deployments = ecs.found(
                        "UpdateService",
                        "{'service':'web'%s}".formatted(members).replace('\'', '"'))
                .get("service")
                .get("deployments");
        assertThat(described()).isEqualTo(deployments);
        return deployments;
    }

    private JsonNode described() {
        return ecs.found("DescribeServices", "{\"services\":[\"web\"]}")
                .get("services")
                .get(0)
                .get("deployments");
    }

    @Test
    void anotherContentIsAnotherDeploymentWithTheIdThatItWillHave() {
        JsonNode deployments = update(",'forceNewDeployment':true,'desiredCount':5");
        assertThat(deployments).hasSize(2);
        JsonNode next = deployments.get(0);
        assertThat(next.get("id").asText()).isEqualTo(DeploymentIdentity.id("team-a/web", 4));
        assertThat(next.get("status").asText()).isEqualTo("PRIMARY");
        assertThat(next.get("rolloutState").asText()).isEqualTo("IN_PROGRESS");
        assertThat(next.get("desiredCount").asInt()).isEqualTo(5);
        assertThat(next.get("taskDefinition").asText()).isEqualTo(EcsClient.ARN + "task-definition/report:3");
        assertThat(deployments.get(1).get("id").asText()).isEqualTo("ecs-svc/3");
        assertThat(deployments.get(1).get("status").asText()).isEqualTo("ACTIVE");

        web.getStatus().lastDeploymentNumber = 7L;
        assertThat(described().get(0).get("id").asText()).isEqualTo(DeploymentIdentity.id("team-a/web", 8));
    }

    @Test
    void anotherCountIsNone() {
        JsonNode deployments = update(",'desiredCount':5");
        assertThat(deployments).hasSize(1);
        assertThat(deployments.get(0).get("id").asText()).isEqualTo("ecs-svc/3");
        assertThat(deployments.get(0).get("desiredCount").asInt()).isEqualTo(5);
    }

    @Test
    void aRevisionThatIsThereAgainIsTheDeploymentThatItWas() {
        web.getSpec().taskDefinitionRef = null;
        web.getSpec().taskDefinition = EcsClient.ARN + "task-definition/report:2";
        ServiceDeployment before = web.getStatus().deployments.get(1);
        before.content = content(null);
        before.runningCount = 1;
        web.getSpec().taskDefinition = EcsClient.ARN + "task-definition/report:3";
        newest().content = content(null);
        JsonNode deployments = update(",'taskDefinition':'report:2'");
        assertThat(deployments).hasSize(2);
        assertThat(deployments.get(0).get("id").asText()).isEqualTo("ecs-svc/2");
        assertThat(deployments.get(0).get("status").asText()).isEqualTo("PRIMARY");
        assertThat(deployments.get(0).get("runningCount").asInt()).isEqualTo(1);
        assertThat(deployments.get(1).get("id").asText()).isEqualTo("ecs-svc/3");

        before.rolloutState = "FAILED";
        assertThat(described()).hasSize(2);
        assertThat(described().get(0).get("id").asText()).isEqualTo("ecs-svc/3");
        assertThat(described().get(0).get("status").asText()).isEqualTo("PRIMARY");
    }

    /** Where a service says nothing of its own, another strategy of its cluster is another deployment. */
    @Test
    void theStrategyOfItsClusterCountsToo() {
        testbed.ecs.addCluster(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Cluster
                metadata: {name: default}
                spec: {defaultCapacityProviderStrategy: [{capacityProvider: FARGATE_SPOT, weight: 1}]}
                """);
        assertThat(update(",'desiredCount':3").get(0).get("id").asText())
                .isEqualTo(DeploymentIdentity.id("team-a/web", 4));
        CapacityProviderStrategyItem spot = new CapacityProviderStrategyItem();
        spot.capacityProvider = "FARGATE_SPOT";
        spot.weight = 1;
        newest().content = content(List.of(spot));
        assertThat(described().get(0).get("id").asText()).isEqualTo("ecs-svc/3");
    }
}
