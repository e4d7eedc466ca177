package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Program;
import dev.davit.testkit.process.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;

/** Tasks run and watched with AWS's own clients, unmodified: boto3 with its waiters, the AWS CLI, the SDK for Java 2. */
@OnDavit
class EcsApiE2E {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Path clients;

    @BeforeAll
    static void definitionsAndRights(Account account) {
        clients = Path.of(Program.of(Repository.file("hack/aws-clients").toString())
                .within(Duration.ofMinutes(10))
                .output()
                .strip());
        account.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: runs-tasks}
                rules:
                - {apiGroups: [ecs.davit.dev], resources: [tasks], verbs: [create, get, list, patch]}
                - {apiGroups: [ecs.davit.dev], resources: [taskdefinitions, services], verbs: [get, list]}
                - {apiGroups: [ecs.davit.dev], resources: [clusters], verbs: [list]}
                - {apiGroups: [ecs.davit.dev], resources: [services], resourceNames: [web, web-git], verbs: [patch]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: caller-runs-tasks}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: runs-tasks}
                subjects: [{kind: ServiceAccount, name: caller, namespace: %s}]
                """.formatted(account.namespace()));
        define(account, "exits3", "echo hello; exit 3");
        define(account, "sleeps", "trap exit TERM; sleep 600 & wait");
    }

    /** The Task of the manifest is deleted at once: what runs here is run by the clients. */
    private static void define(Account account, String name, String script) {
        account.apply(Manifests.task(name, script, "desiredStatus: STOPPED"));
        account.client()
                .resources(Task.class)
                .inNamespace(account.namespace())
                .withName(name)
                .delete();
        account.await(
                TaskDefinition.class,
                name,
                SOON,
                definition -> definition.getStatus() != null && definition.getStatus().revision != null);
    }

    private static Program client(Account account, String program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(clients.resolve("bin").resolve(program).toString()));
        command.addAll(List.of(arguments));
        Program run = Program.of(command).within(Duration.ofMinutes(5));
        Map.of(
                        "AWS_ENDPOINT_URL",
                        account.davit().cluster().invokeEndpoint().toString(),
                        "AWS_ACCESS_KEY_ID",
                        account.key().id(),
                        "AWS_SECRET_ACCESS_KEY",
                        account.key().secret(),
                        "AWS_DEFAULT_REGION",
                        "us-east-1",
                        "AWS_PAGER",
                        "")
                .forEach(run::with);
        return run;
    }

    @Test
    void aPythonProgramRunsTasksAndWaitsForThemWithTheStockWaiters(Account account) throws IOException {
        assumeThat(clients).as("boto3 and the AWS CLI, which come from PyPI").exists();
        Path story = Path.of("src/test/resources/aws/ecs_story.py").toAbsolutePath();
        JsonNode saw = JSON.readTree(client(account, "python", story.toString()).output());

        assertThat(saw.get("told").toString()).isEqualTo("[\"256\",\"1.4.0\",\"main\",true]");
        assertThat(saw.get("nowhere").asText())
                .isEqualTo(
                        "InvalidParameterException: Error retrieving subnet information for [subnet-0]: The subnet ID"
                                + " 'subnet-0' does not exist (ErrorCode: InvalidSubnetID.NotFound)");
        assertThat(saw.get("role").asText()).startsWith("ClientException: ECS was unable to assume the role 'nobody'");
        assertThat(saw.get("token").asBoolean()).isTrue();
        assertThat(saw.get("conflict").asText()).startsWith("ConflictException");
        assertThat(saw.get("exitCode").asInt()).isEqualTo(3);
        assertThat(saw.get("stopCode").asText()).isEqualTo("EssentialContainerExited");
        assertThat(saw.get("group").asText()).isEqualTo("stories");
        assertThat(saw.get("seconds").asDouble()).isBetween(0.0, 120.0);
        assertThat(saw.get("overridden").toString()).isEqualTo("[7,\"1024\",true]");
        assertThat(saw.get("strange").asText())
                .isEqualTo("InvalidParameterException: Override for container named nobody is not a container in the"
                        + " TaskDefinition.");
        assertThat(saw.get("failures")).isEmpty();
        assertThat(saw.get("listed").asBoolean()).isTrue();
        assertThat(saw.get("asked").asText()).isEqualTo("STOPPED");
        assertThat(saw.get("stops").toString()).isEqualTo("[\"UserInitiated\"]");
        assertThat(saw.get("stoppedList").asBoolean()).isTrue();
        assertThat(saw.get("missing").asText()).isEqualTo("MISSING");
        assertThat(saw.get("waiter").asText()).contains("MISSING");
        assertThat(saw.get("unknown").asText()).isEqualTo("ClientException: TaskDefinition not found.");
        assertThat(saw.get("elsewhere").asText()).isEqualTo("ClusterNotFoundException: Cluster not found.");
        assertThat(saw.get("create").asText())
                .startsWith("UnsupportedFeatureException")
                .contains("kubectl");
        assertThat(saw.get("definition").toString()).isEqualTo("[1,\"256\",\"main\"]");
        assertThat(saw.get("families").toString()).isEqualTo("[\"exits3\",\"sleeps\"]");
        assertThat(saw.get("cluster").asText()).isEqualTo("default");
    }

    @Test
    void aPythonProgramScalesAndRedeploysAServiceAndWaitsUntilItIsStable(Account account) throws IOException {
        assumeThat(clients).as("boto3 and the AWS CLI, which come from PyPI").exists();
        account.apply("""
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Service
                metadata: {name: web}
                spec: {taskDefinition: sleeps, desiredCount: 1}
                ---
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Service
                metadata: {name: web-git, annotations: {argocd.argoproj.io/tracking-id: "shop:ecs.davit.dev/Service:web-git"}}
                spec: {taskDefinition: sleeps, desiredCount: 0}
                """);
        Path story = Path.of("src/test/resources/aws/ecs_services.py").toAbsolutePath();
        JsonNode saw = JSON.readTree(client(account, "python", story.toString())
                .within(Duration.ofMinutes(9))
                .output());

        assertThat(saw.get("arn").asText()).endsWith(":service/default/web");
        assertThat(saw.get("running").asInt()).isEqualTo(2);
        assertThat(saw.get("tasks").asInt()).isEqualTo(2);
        assertThat(saw.get("stillFirst").asBoolean()).isTrue();
        assertThat(saw.get("another").asBoolean()).isTrue();
        assertThat(saw.get("told").asBoolean()).isTrue();
        assertThat(saw.get("rollout").asText()).isEqualTo("COMPLETED");
        assertThat(saw.get("replaced").asBoolean()).isTrue();
        assertThat(saw.get("listed").asBoolean()).isTrue();
        assertThat(saw.get("missing").asText()).isEqualTo("MISSING");
        assertThat(saw.get("git").asText()).startsWith("ClientException: The service web-git is managed by Argo CD");

        account.client()
                .resources(Service.class)
                .inNamespace(account.namespace())
                .withName("web")
                .delete();
        Awaitility.await("the operator has told of the end").atMost(SOON).until(() -> client(
                        account, "aws", "ecs", "describe-services", "--services", "web")
                .output()
                .contains("INACTIVE"));
        client(account, "aws", "ecs", "wait", "services-inactive", "--services", "web")
                .output();
    }

    /** Tasks of services are of the family that other stories count. */
    @AfterEach
    void endServices(Account account) {
        var services = account.client().resources(Service.class).inNamespace(account.namespace());
        if (!services.list().getItems().isEmpty()) {
            services.delete();
            Awaitility.await("the tasks of services are gone")
                    .atMost(SOON)
                    .until(() ->
                            account
                                    .client()
                                    .resources(Task.class)
                                    .inNamespace(account.namespace())
                                    .list()
                                    .getItems()
                                    .stream()
                                    .flatMap(task -> task.getMetadata().getOwnerReferences().stream())
                                    .noneMatch(owner -> "Service".equals(owner.getKind())));
        }
    }

    @Test
    void theCommandLineRunsATaskInAnotherClusterAndFindsItThere(Account account) throws IOException {
        assumeThat(clients).as("boto3 and the AWS CLI, which come from PyPI").exists();
        account.apply("""
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Cluster
                metadata: {name: night}
                spec: {name: Night}
                """);
        assertThat(ecs(account, "list-clusters").get("clusterArns").toString())
                .contains(":cluster/default", ":cluster/Night");
        String task = ecs(account, "run-task", "--cluster", "Night", "--task-definition", "sleeps")
                .get("tasks")
                .get(0)
                .get("taskArn")
                .asText();
        assertThat(task).contains(":task/Night/");
        client(account, "aws", "ecs", "wait", "tasks-running", "--cluster", "Night", "--tasks", task)
                .output();
        JsonNode night = ecs(account, "describe-clusters", "--clusters", "Night")
                .get("clusters")
                .get(0);
        assertThat(night.get("runningTasksCount").asInt()).isEqualTo(1);
        assertThat(ecs(account, "list-tasks").get("taskArns").toString()).doesNotContain(task);
        ecs(account, "stop-task", "--cluster", "Night", "--task", task);
        client(account, "aws", "ecs", "wait", "tasks-stopped", "--cluster", "Night", "--tasks", task)
                .output();
    }

    private static JsonNode ecs(Account account, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ecs"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--output", "json"));
        return JSON.readTree(
                client(account, "aws", command.toArray(String[]::new)).output());
    }

    @Test
    void theCommandLineRunsATaskAndWaitsForItsEnd(Account account) throws IOException {
        assumeThat(clients).as("boto3 and the AWS CLI, which come from PyPI").exists();
        JsonNode ran = JSON.readTree(
                client(account, "aws", "ecs", "run-task", "--task-definition", "exits3", "--launch-type", "FARGATE")
                        .output());
        String task = ran.get("tasks").get(0).get("taskArn").asText();
        client(account, "aws", "ecs", "wait", "tasks-stopped", "--tasks", task).output();
        JsonNode described = JSON.readTree(
                client(account, "aws", "ecs", "describe-tasks", "--tasks", task).output());
        assertThat(described
                        .get("tasks")
                        .get(0)
                        .get("containers")
                        .get(0)
                        .get("exitCode")
                        .asInt())
                .isEqualTo(3);
        Program.Result denied = client(
                        account, "aws", "ecs", "update-service", "--service", "other", "--desired-count", "1")
                .result();
        assertThat(denied.err())
                .contains("AccessDeniedException", "is not authorized to perform: ecs:UpdateService on resource");
    }

    @Test
    void theSdkForJavaRunsAndStopsATask(Account account) {
        try (EcsClient ecs = EcsClient.builder()
                .endpointOverride(account.davit().cluster().invokeEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        account.key().id(), account.key().secret())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            String task = ecs.runTask(run -> run.taskDefinition("sleeps").count(1))
                    .tasks()
                    .getFirst()
                    .taskArn();
            ecs.waiter().waitUntilTasksRunning(wait -> wait.tasks(task));
            ecs.stopTask(stop -> stop.task(task).reason("enough"));
            ecs.waiter().waitUntilTasksStopped(wait -> wait.tasks(task));
            assertThat(ecs.describeTasks(describe -> describe.tasks(task))
                            .tasks()
                            .getFirst()
                            .stopCodeAsString())
                    .isEqualTo("UserInitiated");
            assertThatThrownBy(() -> ecs.stopTask(stop -> stop.task("0123456789abcdef0123456789abcdef")))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("The referenced task was not found.");
            assertThatThrownBy(() -> ecs.listTasks(list -> list.cluster("other")))
                    .isInstanceOf(ClusterNotFoundException.class);
        }
    }
}
