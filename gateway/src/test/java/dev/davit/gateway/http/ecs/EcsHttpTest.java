package dev.davit.gateway.http.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.gateway.http.CallsUnderWay;
import dev.davit.gateway.http.ecs.EcsClient.Answer;
import dev.davit.gateway.http.invoke.Access;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ECS API over HTTP, as SDKs call it (ADR 26, invariants 2 to 6). */
class EcsHttpTest {

    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Testbed testbed = Testbed.start(this::isAllowed);
    private final EcsClient ecs =
            new EcsClient(testbed).withDefinition().withNetwork().withTasks();

    private boolean isAllowed(Access access) {
        assertThat(access.namespace()).isEqualTo(Testbed.NAMESPACE);
        String name = access.name() == null ? "*" : access.name();
        return access.group().equals(Access.ECS)
                && !denied.contains(access.verb() + " " + access.resource() + " " + name);
    }

    @AfterEach
    void stop() {
        testbed.close();
    }

    private List<Task> made() {
        return testbed.ecs.tasks.values().stream()
                .filter(task -> task.getMetadata().getAnnotations() != null
                        && task.getMetadata().getAnnotations().containsKey(NewTasks.REQUEST))
                .toList();
    }

    @Test
    void runsTasksOfTheNewestRevision() {
        JsonNode answer = ecs.found("RunTask", """
                {"taskDefinition": "report", "count": 3, "startedBy": "nightly/1", "group": "reports",
                 "networkConfiguration": {"awsvpcConfiguration":
                   {"subnets": ["%s"], "securityGroups": ["%s"], "assignPublicIp": "ENABLED"}}}""".formatted(EcsClient.SUBNET, EcsClient.group("web")));
        assertThat(answer.get("tasks")).hasSize(3);
        assertThat(answer.get("failures")).isEmpty();
        assertThat(made()).hasSize(3).allSatisfy(task -> {
            assertThat(task.getMetadata().getName()).matches("[0-9a-f]{32}");
            assertThat(task.getMetadata().getAnnotations())
                    .containsEntry(NewTasks.REQUESTED_BY, "system:serviceaccount:team-a:shop");
            assertThat(task.getSpec().taskDefinition).isEqualTo(EcsClient.ARN + "task-definition/report:3");
            assertThat(task.getSpec().startedBy).isEqualTo("nightly/1");
            assertThat(task.getSpec().group).isEqualTo("reports");
            assertThat(task.getSpec().ttlSecondsAfterFinished).isEqualTo(3600);
            var vpc = task.getSpec().networkConfiguration.awsVPCConfiguration;
            assertThat(vpc.subnets).containsExactly(EcsClient.SUBNET);
            assertThat(vpc.securityGroups).containsExactly(EcsClient.group("web"));
            assertThat(vpc.assignPublicIP).isEqualTo("ENABLED");
        });
        JsonNode task = answer.get("tasks").get(0);
        assertThat(task.get("taskArn").asText()).startsWith(EcsClient.ARN + "task/default/");
        assertThat(task.get("lastStatus").asText()).isEqualTo("PROVISIONING");
        assertThat(task.get("cpu").asText()).isEqualTo("512");
        assertThat(task.get("memory").asText()).isEqualTo("2048");
        assertThat(task.get("containers").get(1).get("name").asText()).isEqualTo("side");
    }

    @Test
    void aTokenMakesTheSameTasksHoweverOftenItComes() {
        String request = "{\"taskDefinition\":\"report\",\"count\":2,\"clientToken\":\"abc\"}";
        JsonNode first = ecs.found("RunTask", request);
        JsonNode second = ecs.found("RunTask", request);
        assertThat(second).isEqualTo(first);
        assertThat(made()).hasSize(2).allSatisfy(task -> assertThat(task.getSpec().ttlSecondsAfterFinished)
                .isEqualTo(86_400));
    }

    /** The gateway died between two writes: the same request makes what is missing, of the revision of then. */
    @Test
    void aRequestThatComesAgainMakesWhatIsMissing() {
        String request = "{\"taskDefinition\":\"report\",\"count\":2,\"clientToken\":\"abc\"}";
        ecs.found("RunTask", request);
        testbed.ecs.tasks.remove(Testbed.NAMESPACE + "/" + NewTasks.name("abc", 1, 0));
        made().getFirst().getSpec().taskDefinition = EcsClient.ARN + "task-definition/report:1";
        ecs.found("RunTask", request);
        assertThat(made()).hasSize(2).allSatisfy(task -> assertThat(task.getSpec().taskDefinition)
                .endsWith("/report:1"));
    }

    @Test
    void aTokenForSomethingElseIsAConflictAndMakesNothing() {
        ecs.found("RunTask", "{\"taskDefinition\":\"report\",\"clientToken\":\"abc\"}");
        Answer answer = ecs.call("RunTask", "{\"taskDefinition\":\"report\",\"count\":3,\"clientToken\":\"abc\"}");
        assertThat(answer.error()).isEqualTo("ConflictException");
        assertThat(answer.body().get("resourceIds").get(0).asText()).isEqualTo(NewTasks.name("abc", 0, 0));
        assertThat(made()).hasSize(1);
    }

    @Test
    void aTokenOfTheDayBeforeYesterdayCountsAsNew() {
        ecs.found("RunTask", "{\"taskDefinition\":\"report\",\"clientToken\":\"abc\"}");
        made().getFirst()
                .getMetadata()
                .setCreationTimestamp(Instant.now().minus(Duration.ofHours(25)).toString());
        String other = "{\"taskDefinition\":\"report:1\",\"clientToken\":\"abc\"}";
        JsonNode made = ecs.found("RunTask", other);
        assertThat(made.get("tasks").get(0).get("taskArn").asText()).endsWith("/" + NewTasks.name("abc", 0, 1));
        assertThat(ecs.found("RunTask", other)).isEqualTo(made);
    }

    @Test
    void aQuotaIsAFailureBesideWhatWasMadeAndAPolicyIsNoFailure() {
        testbed.ecs.quota = 4;
        JsonNode answer = ecs.found("RunTask", "{\"taskDefinition\":\"report\",\"count\":3}");
        assertThat(answer.get("tasks")).hasSize(1);
        assertThat(answer.get("failures")).hasSize(2);
        assertThat(answer.get("failures").get(0).get("reason").asText()).isEqualTo("RESOURCE:QUOTA");
        assertThat(answer.get("failures").get(0).get("detail").asText()).contains("exceeded quota");
        testbed.ecs.policy = "tasks need a group";
        Answer refused = ecs.call("RunTask", "{\"taskDefinition\":\"report\"}");
        assertThat(refused.error()).isEqualTo("InvalidParameterException");
        assertThat(refused.message()).isEqualTo("tasks need a group");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'count':11 | count must be between 1 and 10",
                "'count':0 | count must be between 1 and 10",
                "'startedBy':'a b' | Invalid startedBy",
                "'group':'service:x' | Invalid namespace for group.",
                "'clientToken':'a b' | Invalid clientToken",
                "'launchType':'FARGATE','capacityProviderStrategy':[{'capacityProvider':'FARGATE'}] | Specifying both",
                "'capacityProviderStrategy':[{'capacityProvider':'gpu'}] | capacity provider 'gpu' was not found",
                "'placementStrategy':[{'type':'spread'}] | not supported for tasks on Fargate",
                "'networkConfiguration':{'awsvpcConfiguration':{'subnets':[]}} | subnets can not be empty",
                "'launchType':'MOON' | Invalid launchType. Expected one of: EC2, FARGATE"
            })
    void saysWhatIsWrongAndMakesNothing(String member, String words) {
        Answer answer = ecs.call("RunTask", "{\"taskDefinition\":\"report\"," + member.replace('\'', '"') + "}");
        assertThat(answer.error()).isEqualTo("InvalidParameterException");
        assertThat(answer.message()).contains(words);
        assertThat(made()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RunTask | {'taskDefinition':7} | The member taskDefinition must be a string.",
                "DescribeTasks | {'tasks':'a'} | The member tasks must be a list.",
                "ListTasks | [] | The body must be a JSON object.",
                "ListTasks | {'a':1} x | The body must be a JSON object."
            })
    void saysWhatCannotBeRead(String operation, String input, String words) {
        Answer answer = ecs.call(operation, input.replace('\'', '"'));
        assertThat(answer.error()).isEqualTo("SerializationException");
        assertThat(answer.message()).isEqualTo(words);
    }

    @Test
    void stopsATaskOnceAndSaysSoAtOnce() {
        JsonNode task = ecs.found("StopTask", "{\"task\":\"" + EcsClient.ARN + "task/default/running\"}")
                .get("task");
        assertThat(task.get("desiredStatus").asText()).isEqualTo("STOPPED");
        assertThat(task.get("stopCode").asText()).isEqualTo("UserInitiated");
        assertThat(task.get("stoppedReason").asText()).isEqualTo("Task stopped by user");
        assertThat(testbed.ecs.tasks.get("team-a/running").getSpec().desiredStatus)
                .isEqualTo("STOPPED");
        JsonNode again = ecs.found("StopTask", "{\"task\":\"ended\"}").get("task");
        assertThat(again.get("stopCode").asText()).isEqualTo("EssentialContainerExited");
        assertThat(testbed.ecs.tasks.get("team-a/ended").getSpec().desiredStatus)
                .isEqualTo("RUNNING");
    }

    @Test
    void leavesAloneWhatGitOpsManages() {
        testbed.ecs.addTask(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Task
                metadata: {name: theirs, annotations: {argocd.argoproj.io/tracking-id: "shop:ecs.davit.dev/Task:team-a/theirs"}}
                spec: {taskDefinition: report}
                """);
        Answer answer = ecs.call("StopTask", "{\"task\":\"theirs\"}");
        assertThat(answer.error()).isEqualTo("ClientException");
        assertThat(answer.message()).startsWith("The task theirs is managed by Argo CD, which would undo this change");
        assertThat(testbed.ecs.tasks.get("team-a/theirs").getSpec().desiredStatus)
                .isNull();
    }

    @Test
    void describesWhatIsThereAndTellsWhatIsMissing() {
        JsonNode answer = ecs.found("DescribeTasks", "{\"tasks\":[\"ended\",\"nobody\",\"x/y\",\"fresh\"]}");
        JsonNode ended = answer.get("tasks").get(0);
        assertThat(ended.get("containers").get(0).get("exitCode").asInt()).isEqualTo(3);
        assertThat(ended.get("stoppingAt").asDouble()).isEqualTo(1795741329.5);
        assertThat(ended.get("group").asText()).isEqualTo("nightly");
        assertThat(ecs.found("DescribeTasks", "{\"tasks\":[\"running\"]}")
                        .get("tasks")
                        .get(0)
                        .get("attachments")
                        .get(0)
                        .get("details")
                        .toString())
                .isEqualTo("[{\"name\":\"privateIPv4Address\",\"value\":\"10.0.0.1\"}]");
        JsonNode fresh = answer.get("tasks").get(1);
        assertThat(fresh.get("lastStatus").asText()).isEqualTo("PROVISIONING");
        assertThat(fresh.get("group").asText()).isEqualTo("family:other");
        assertThat(answer.get("failures").toString())
                .isEqualTo("[{\"arn\":\"" + EcsClient.ARN + "task/default/nobody\",\"reason\":\"MISSING\"},"
                        + "{\"arn\":\"x/y\",\"reason\":\"MISSING\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                " | fresh running",
                ",\"desiredStatus\":\"STOPPED\" | ended",
                ",\"desiredStatus\":\"PENDING\" | ``",
                ",\"family\":\"report\" | running",
                ",\"family\":\"other\" | fresh",
                ",\"startedBy\":\"cron\",\"desiredStatus\":\"STOPPED\" | ended",
                ",\"launchType\":\"EC2\" | ``",
                ",\"launchType\":\"FARGATE\" | fresh running"
            })
    void listsTasksInPages(String filter, String expected) {
        String further = filter == null ? "" : filter;
        List<String> names = new ArrayList<>();
        ecs.pages("ListTasks", "taskArns", 1, further)
                .forEach(arn -> names.add(arn.substring((EcsClient.ARN + "task/default/").length())));
        assertThat(String.join(" ", names)).isEqualTo(expected);
    }

    @Test
    void listsDefinitionsByFamilyAndNumberInPages() {
        testbed.ecs.addDefinition(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: TaskDefinition
                metadata: {name: a-name}
                spec: {family: Zoo, containerDefinitions: [{name: main, image: i}]}
                """, 11);
        testbed.ecs.addDefinition(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: TaskDefinition
                metadata: {name: draft}
                spec: {containerDefinitions: [{name: main, image: i}]}
                """, 0);
        List<String> expected = new ArrayList<>();
        for (int number = 1; number <= 11; number++) {
            expected.add(EcsClient.ARN + "task-definition/Zoo:" + number);
        }
        assertThat(ecs.pages("ListTaskDefinitions", "taskDefinitionArns", 4, ",\"familyPrefix\":\"Zoo\""))
                .isEqualTo(expected);
        for (int number = 1; number <= 3; number++) {
            expected.add(EcsClient.ARN + "task-definition/report:" + number);
        }
        assertThat(ecs.pages("ListTaskDefinitions", "taskDefinitionArns", 5, ""))
                .isEqualTo(expected);
        assertThat(ecs.pages("ListTaskDefinitions", "taskDefinitionArns", 5, ",\"sort\":\"DESC\""))
                .isEqualTo(expected.reversed());
        assertThat(ecs.pages("ListTaskDefinitionFamilies", "families", 1, "")).containsExactly("Zoo", "report");
        assertThat(ecs.found("DescribeTaskDefinition", "{\"taskDefinition\":\"Zoo:7\"}")
                        .get("taskDefinition")
                        .get("revision")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void countsTheTasksOfTheOneCluster() {
        JsonNode cluster = ecs.found("DescribeClusters", "{\"clusters\":[\"default\"]}")
                .get("clusters")
                .get(0);
        assertThat(cluster.get("runningTasksCount").asInt()).isEqualTo(1);
        assertThat(cluster.get("pendingTasksCount").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create tasks * | RunTask | {'taskDefinition':'report'}",
                "create tasks * | RunTask | {'taskDefinition':'nope'}",
                "patch tasks running | StopTask | {'task':'running'}",
                "patch tasks nobody | StopTask | {'task':'nobody'}",
                "list tasks * | ListTasks | {}",
                "list tasks * | DescribeClusters | {}",
                "list taskdefinitions * | ListTaskDefinitions | {}",
                "list taskdefinitions * | ListTaskDefinitionFamilies | {}",
                "get taskdefinitions report | DescribeTaskDefinition | {'taskDefinition':'report'}",
                "get taskdefinitions nope | DescribeTaskDefinition | {'taskDefinition':'nope'}"
            })
    void tellsNobodyWhatTheyMayNotAsk(String right, String operation, String input) {
        denied.add(right);
        Answer answer = ecs.call(operation, input.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("AccessDeniedException");
        assertThat(answer.message())
                .startsWith("User: arn:aws:iam::" + Testbed.ACCOUNT + ":user/shop is not authorized to perform: ecs:"
                        + operation + " on resource: ")
                .endsWith(" because no identity-based policy allows the ecs:" + operation + " action");
        assertThat(made()).isEmpty();
    }

    @Test
    void whoMayGetOneTaskIsToldOfThatOne() {
        denied.addAll(List.of("get tasks *", "get tasks running"));
        assertThat(ecs.found("DescribeTasks", "{\"tasks\":[\"ended\"]}").get("tasks"))
                .hasSize(1);
        assertThat(ecs.call("DescribeTasks", "{\"tasks\":[\"ended\",\"running\"]}")
                        .error())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void knowsNoOtherAccountsAndRegions() {
        Answer other = ecs.call("StopTask", "{\"task\":\"arn:aws:ecs:us-east-1:123456789012:task/default/running\"}");
        assertThat(other.message()).isEqualTo("Identifier is for 123456789012. Your accountId is " + Testbed.ACCOUNT);
        Answer far =
                ecs.call("StopTask", "{\"task\":\"arn:aws:ecs:eu-west-1:" + Testbed.ACCOUNT + ":task/default/a\"}");
        assertThat(far.message()).isEqualTo("Identifier is for eu-west-1. Your region is us-east-1");
        assertThat(ecs.call("ListTasks", "{}", "nobody").message()).contains("X-Davit-Namespace");
    }

    @Test
    void refusesInItsOwnProtocolWhoIsNotProven() {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            PlainHttp.Answer answer = http.send(
                    "POST", "/", Map.of("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListTasks"), "{}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("\"__type\":\"MissingAuthenticationTokenException\"");
        }
        assertThat(ecs.call("Frobnicate", "{}").error()).isEqualTo("UnknownOperationException");
    }

    @Test
    void failsWhenTheClusterCannotBeAskedAndThrottlesWhoAsksTooMuch() {
        testbed.ecs.gate = CompletableFuture.failedFuture(new IllegalStateException("away"));
        Answer failed = ecs.call("ListTasks", "{}");
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.error()).isEqualTo("ServerException");
        testbed.ecs.gate = new CompletableFuture<>();
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        for (int i = 0; i < CallsUnderWay.MOST_OF_AN_ACCOUNT; i++) {
            waiting.add(CompletableFuture.supplyAsync(() -> ecs.call("ListTasks", "{}"), work -> Thread.ofVirtual()
                    .start(work)));
        }
        Awaitility.await().until(() -> "ThrottlingException"
                .equals(ecs.call("ListClusters", "{}").error()));
        testbed.ecs.gate.complete(null);
        assertThat(waiting).allSatisfy(each -> assertThat(each.join().status()).isEqualTo(200));
        Awaitility.await().until(() -> ecs.call("ListClusters", "{}").status() == 200);
    }

    @Test
    void namesOfTokensAreDistinct() {
        Set<String> names = new TreeSet<>();
        for (int index = 0; index < 10; index++) {
            for (int round = 0; round < 10; round++) {
                names.add(NewTasks.name("a", index, round));
                names.add(NewTasks.name("b", index, round));
            }
        }
        assertThat(names).hasSize(200).allMatch(name -> name.matches("[0-9a-f]{32}"));
    }
}
