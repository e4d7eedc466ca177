package dev.davit.gateway.http.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.gateway.http.ecs.EcsClient.Answer;
import dev.davit.gateway.http.ecs.EcsDirectory.Inactive;
import dev.davit.gateway.http.invoke.Access;
import dev.davit.gateway.testbed.AwsModel;
import dev.davit.gateway.testbed.Testbed;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services in the ECS API over HTTP (ADR 26, invariants 2, 5 and 6). */
class EcsServicesHttpTest {

    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Testbed testbed = Testbed.start(this::isAllowed);
    private final EcsClient ecs =
            new EcsClient(testbed).withDefinition().withTasks().withService();

    private boolean isAllowed(Access access) {
        String name = access.name() == null ? "*" : access.name();
        return !denied.contains(access.verb() + " " + access.resource() + " " + name);
    }

    @AfterEach
    void stop() {
        testbed.close();
    }

    private JsonNode web() {
        return ecs.found("DescribeServices", "{\"services\":[\"web\"]}")
                .get("services")
                .get(0);
    }

    @Test
    void describesAServiceAndTheDeploymentsThatHaveTasks() {
        JsonNode web = web();
        assertThat(web.get("serviceArn").asText()).isEqualTo(EcsClient.ARN + "service/default/web");
        assertThat(web.get("desiredCount").asInt()).isEqualTo(2);
        assertThat(web.get("runningCount").asInt()).isEqualTo(2);
        assertThat(web.get("deployments")).hasSize(2);
        assertThat(web.get("deployments").get(0).get("id").asText()).isEqualTo("ecs-svc/3");
        assertThat(web.get("deployments").get(1).get("status").asText()).isEqualTo("ACTIVE");
        assertThat(web.get("deploymentConfiguration").get("maximumPercent").asInt())
                .isEqualTo(200);
        assertThat(ecs.found("DescribeServices", "{\"services\":[\"nobody\"]}")
                        .get("failures")
                        .toString())
                .contains("\"reason\":\"MISSING\"");
    }

    /** A waiter that looks right after a change must not see the stable service of before (ADR 26, invariant 6). */
    @Test
    void aChangeThatNobodyHasTakenUpYetIsADeploymentAlready() {
        var status = testbed.ecs.services.get("team-a/web").getStatus();
        status.pendingCount = 0;
        status.deployments = status.deployments.subList(0, 1);
        assertThat(web().get("deployments")).hasSize(1);
        JsonNode changed = ecs.found("UpdateService", "{\"service\":\"web\",\"forceNewDeployment\":true}")
                .get("service");
        assertThat(changed.get("deployments")).hasSize(2);
        assertThat(changed.get("deployments").get(0).get("rolloutState").asText())
                .isEqualTo("IN_PROGRESS");
        assertThat(changed.get("deployments").get(1).get("status").asText()).isEqualTo("ACTIVE");
        status.observedGeneration = 2L;
        assertThat(web().get("deployments")).hasSize(1);
    }

    /** The stock waiter services_inactive waits for this status, and fails for a service that is MISSING. */
    @Test
    void aDeletedServiceIsInactiveUntilItIsForgottenOrThereAgain() {
        var web = testbed.ecs.services.remove("team-a/web");
        testbed.ecs.inactive.put("team-a/default/web", new Inactive("web", EcsClient.ARN + "task-definition/report:3"));
        JsonNode answer = ecs.found("DescribeServices", "{\"services\":[\"web\"]}");
        assertThat(AwsModel.of("/ecs-model.json").problems("DescribeServices", answer))
                .isEmpty();
        assertThat(answer.get("failures")).isEmpty();
        JsonNode gone = answer.get("services").get(0);
        assertThat(gone.get("status").asText()).isEqualTo("INACTIVE");
        assertThat(gone.get("serviceArn").asText()).isEqualTo(EcsClient.ARN + "service/default/web");
        assertThat(gone.get("taskDefinition").asText()).isEqualTo(EcsClient.ARN + "task-definition/report:3");
        assertThat(gone.get("desiredCount").asInt()).isZero();
        assertThat(ecs.pages("ListServices", "serviceArns", 1, "")).isEmpty();
        testbed.ecs.services.put("team-a/web", web);
        assertThat(web().get("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    void aDeletedServiceIsToldToWhomTheObjectWouldBe() {
        testbed.ecs.inactive.put("team-a/default/Shop_Front", new Inactive("front", null));
        denied.addAll(Set.of("get services *", "get services front"));
        assertThat(ecs.call("DescribeServices", "{\"services\":[\"Shop_Front\"]}")
                        .error())
                .isEqualTo("AccessDeniedException");
        denied.remove("get services front");
        assertThat(ecs.found("DescribeServices", "{\"services\":[\"Shop_Front\"]}")
                        .get("services"))
                .hasSize(1);
    }

    @Test
    void changesWhatIsAskedForAndNothingElse() {
        ecs.found("UpdateService", "{\"service\":\"" + EcsClient.ARN + "service/default/web\",\"desiredCount\":0}");
        var spec = testbed.ecs.services.get("team-a/web").getSpec();
        assertThat(spec.desiredCount).isZero();
        assertThat(spec.taskDefinitionRef.from.name).isEqualTo("report");
        assertThat(spec.forceNewDeployment).isNull();
        ecs.found("UpdateService", "{\"service\":\"web\",\"taskDefinition\":\"report:2\"}");
        spec = testbed.ecs.services.get("team-a/web").getSpec();
        assertThat(spec.taskDefinition).isEqualTo(EcsClient.ARN + "task-definition/report:2");
        assertThat(spec.taskDefinitionRef).isNull();
        assertThat(spec.desiredCount).isZero();
    }

    @Test
    void leavesAloneWhatGitOpsManages() {
        testbed.ecs.addService(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Service
                metadata: {name: theirs, labels: {kustomize.toolkit.fluxcd.io/name: shop}}
                spec: {taskDefinition: report}
                """);
        Answer answer = ecs.call("UpdateService", "{\"service\":\"theirs\",\"desiredCount\":3}");
        assertThat(answer.error()).isEqualTo("ClientException");
        assertThat(answer.message()).startsWith("The service theirs is managed by Flux, which would undo this change");
        assertThat(testbed.ecs.services.get("team-a/theirs").getSpec().desiredCount)
                .isNull();
    }

    @Test
    void knowsServicesByTheNamesThatAwsCallersUse() {
        testbed.ecs.addService(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Service
                metadata: {name: an-object}
                spec: {name: Shop_Front, taskDefinition: report}
                """);
        testbed.ecs.addService(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Service
                metadata: {name: elsewhere}
                spec: {cluster: other, taskDefinition: report}
                """);
        assertThat(ecs.pages("ListServices", "serviceArns", 1, ""))
                .containsExactly(EcsClient.ARN + "service/default/Shop_Front", EcsClient.ARN + "service/default/web");
        assertThat(ecs.found("DescribeServices", "{\"services\":[\"Shop_Front\"]}")
                        .get("services"))
                .hasSize(1);
        assertThat(ecs.found("DescribeServices", "{\"services\":[\"elsewhere\"]}")
                        .get("failures"))
                .hasSize(1);
        assertThat(ecs.found("DescribeClusters", "{}")
                        .get("clusters")
                        .get(0)
                        .get("activeServicesCount")
                        .asInt())
                .isEqualTo(2);
        denied.addAll(Set.of("get services *", "get services an-object"));
        assertThat(ecs.call("DescribeServices", "{\"services\":[\"Shop_Front\"]}")
                        .error())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void listsTheTasksOfAService() {
        testbed.ecs.addTask(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Task
                metadata: {name: web-1-a, labels: {ecs.davit.dev/service: web}}
                spec: {taskDefinition: report}
                """);
        assertThat(ecs.pages("ListTasks", "taskArns", 10, ",\"serviceName\":\"web\""))
                .containsExactly(EcsClient.ARN + "task/default/web-1-a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "patch services web | UpdateService | {'service':'web','desiredCount':1}",
                "patch services nobody | UpdateService | {'service':'nobody'}",
                "list services * | ListServices | {}"
            })
    void tellsNobodyWhatTheyMayNotAsk(String right, String operation, String input) {
        denied.add(right);
        Answer answer = ecs.call(operation, input.replace('\'', '"'));
        assertThat(answer.error()).isEqualTo("AccessDeniedException");
        assertThat(testbed.ecs.services.get("team-a/web").getSpec().desiredCount)
                .isEqualTo(2);
    }

    @Test
    void aServiceThatWasDeletedIsNotActive() {
        testbed.ecs.inactive.put(
                "team-a/default/gone", new Inactive("gone", EcsClient.ARN + "task-definition/report:3"));
        Answer answer = ecs.call("UpdateService", "{\"service\":\"gone\",\"desiredCount\":1}");
        assertThat(answer.error()).isEqualTo("ServiceNotActiveException");
        assertThat(answer.message()).isEqualTo("Service was not ACTIVE.");
        assertThat(ecs.call("UpdateService", "{\"service\":\"nobody\",\"desiredCount\":1}")
                        .error())
                .isEqualTo("ServiceNotFoundException");
    }
}
