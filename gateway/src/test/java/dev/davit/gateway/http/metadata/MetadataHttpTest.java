package dev.davit.gateway.http.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.davit.api.common.TaskMetadataToken;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The task metadata endpoint over HTTP (ADR 35, invariants 1 to 4). */
class MetadataHttpTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ARN = "arn:aws:ecs:us-east-1:" + Testbed.ACCOUNT + ":";
    private static final String TASK = """
            metadata: {name: report-1}
            spec:
              taskDefinition: report
              group: service:web
              tags: [{key: team, value: blue}]
            status:
              taskDefinitionArn: %stask-definition/report:7
              lastStatus: RUNNING
              desiredStatus: RUNNING
              cpu: "256"
              memory: "512"
              availabilityZone: us-east-1a
              pullStartedAt: "2026-11-27T01:02:03Z"
              containers:
              - name: main
                image: registry.local/report:1
                imageDigest: sha256:25f3
                runtimeId: cd189a93
                lastStatus: RUNNING
                startedAt: "2026-11-27T01:02:05Z"
                healthStatus: HEALTHY
                networkInterfaces: [{privateIPv4Address: 10.42.0.7}]
              - {name: first, image: "registry.local/first:1", lastStatus: STOPPED, exitCode: 3, healthStatus: UNKNOWN,
                 startedAt: "2026-11-27T01:02:03Z", stoppedAt: "2026-11-27T01:02:04Z"}
            """.formatted(ARN);

    private final Testbed testbed = Testbed.start();

    @BeforeEach
    void aTaskRuns() {
        testbed.ecs.addTask(Testbed.NAMESPACE, TASK);
    }

    @AfterEach
    void stop() {
        testbed.close();
    }

    private static String token(String task, String container) {
        return new TaskMetadataToken(Testbed.NAMESPACE, task, container).text(new byte[32]);
    }

    private PlainHttp.Answer get(String path) {
        try (PlainHttp http = PlainHttp.to(testbed.runtimePort())) {
            return http.send("GET", path, Map.of("Host", "davit-gateway.davit-system.svc:9001"), null);
        }
    }

    private JsonNode found(String rest) throws Exception {
        PlainHttp.Answer answer = get("/v4/" + token("report-1", "main") + rest);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        return JSON.readTree(answer.body());
    }

    @Test
    void tellsAContainerOfItself() throws Exception {
        assertThat(found("")).isEqualTo(JSON.readTree("""
                {"DockerId": "cd189a93", "Name": "main", "DockerName": "main", "Image": "registry.local/report:1",
                 "ImageID": "sha256:25f3",
                 "Labels": {"com.amazonaws.ecs.cluster": "%1$scluster/default", "com.amazonaws.ecs.container-name": "main",
                   "com.amazonaws.ecs.task-arn": "%1$stask/default/report-1",
                   "com.amazonaws.ecs.task-definition-family": "report",
                   "com.amazonaws.ecs.task-definition-version": "7"},
                 "DesiredStatus": "RUNNING", "KnownStatus": "RUNNING", "StartedAt": "2026-11-27T01:02:05Z",
                 "Health": {"status": "HEALTHY"}, "Type": "NORMAL",
                 "Networks": [{"NetworkMode": "awsvpc", "IPv4Addresses": ["10.42.0.7"]}],
                 "ContainerARN": "%1$scontainer/default/report-1/main"}""".formatted(ARN)));
    }

    @Test
    void tellsItOfItsTask() throws Exception {
        JsonNode task = found("/task");
        assertThat(task.get("Containers")).hasSize(2);
        assertThat(task.get("Containers").get(1).get("ExitCode").asInt()).isEqualTo(3);
        assertThat(task.get("Containers").get(1).get("StartedAt").asText()).isEqualTo("2026-11-27T01:02:03Z");
        assertThat(task.get("Containers").get(1).get("FinishedAt").asText()).isEqualTo("2026-11-27T01:02:04Z");
        assertThat(task.get("Containers").get(1).has("Health")).isFalse();
        ((com.fasterxml.jackson.databind.node.ObjectNode) task).remove("Containers");
        assertThat(task).isEqualTo(JSON.readTree("""
                {"Cluster": "%1$scluster/default", "TaskARN": "%1$stask/default/report-1", "Family": "report",
                 "Revision": "7", "ServiceName": "web", "DesiredStatus": "RUNNING", "KnownStatus": "RUNNING",
                 "Limits": {"CPU": 0.25, "Memory": 512}, "PullStartedAt": "2026-11-27T01:02:03Z",
                 "AvailabilityZone": "us-east-1a", "LaunchType": "FARGATE"}""".formatted(ARN)));
    }

    @Test
    void tellsItsTagsWhenAskedForThem() throws Exception {
        assertThat(found("/taskWithTags").get("TaskTags")).isEqualTo(JSON.readTree("{\"team\": \"blue\"}"));
        assertThat(found("/task").has("TaskTags")).isFalse();
    }

    @Test
    void hasNoStatsAndSaysSo() throws Exception {
        assertThat(found("/stats").isNull()).isTrue();
        assertThat(found("/task/stats")).isEqualTo(JSON.readTree("{\"cd189a93\": null}"));
    }

    @Test
    void tellsWhatItKnowsBeforeTheOperatorHasLooked() throws Exception {
        testbed.ecs.addTask(Testbed.NAMESPACE, "metadata: {name: new}\nspec: {taskDefinition: report}\n");
        JsonNode container = JSON.readTree(get("/v4/" + token("new", "main")).body());
        assertThat(container.get("Name").asText()).isEqualTo("main");
        assertThat(container.get("KnownStatus").asText()).isEqualTo("PENDING");
        assertThat(container.has("DockerId")).isFalse();
        assertThat(container.has("Networks")).isFalse();
    }

    @Test
    void tellsNothingWithoutItsToken() {
        String good = token("report-1", "main");
        String mac = good.substring(good.lastIndexOf('~'));
        for (String path : List.of(
                "/v4/",
                "/v4/x",
                "/v4/x/task",
                "/v4/team-a~report-1~main~" + "a".repeat(32) + "/task",
                "/v4/team-a~report-2~main" + mac + "/task",
                "/v4/team-b~report-1~main" + mac + "/task",
                "/v4/" + good + "/credentials",
                "/v4/" + good + "/../task")) {
            assertThat(get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(get("/v4/" + token("gone", "main")).status()).isEqualTo(404);
    }

    @Test
    void isNoWayToTheRuntimeApi() {
        String good = token("report-1", "main");
        String mac = good.substring(good.lastIndexOf('~') + 1);
        for (String host :
                List.of("davit-gateway.davit-system.svc:9001", "report-1.team-a." + mac + ".rt.davit:9001")) {
            try (PlainHttp http = PlainHttp.to(testbed.runtimePort())) {
                assertThat(http.send("GET", FakeRuntime.NEXT, Map.of("Host", host), null)
                                .status())
                        .as(host)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void saysThatItCannotReadWhatItCannot() {
        testbed.ecs.gate = CompletableFuture.failedFuture(new IllegalStateException("no API server"));
        assertThat(get("/v4/" + token("report-1", "main")).status()).isEqualTo(500);
    }

    @Test
    void slowsDownATaskThatAsksInALoop() {
        String path = "/v4/" + token("report-1", "main");
        try (PlainHttp http = PlainHttp.to(testbed.runtimePort())) {
            int status = 200;
            for (int i = 0; i < 5000 && status == 200; i++) {
                status = http.send("GET", path, Map.of("Host", "davit"), null).status();
            }
            assertThat(status).isEqualTo(429);
        }
    }
}
