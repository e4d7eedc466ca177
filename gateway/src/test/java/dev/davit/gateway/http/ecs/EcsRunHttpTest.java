package dev.davit.gateway.http.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.gateway.http.ecs.EcsClient.Answer;
import dev.davit.gateway.testbed.Testbed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RunTask makes no task that could only wait, and tells at once what a task will be. */
class EcsRunHttpTest {

    private final Testbed testbed = Testbed.start();
    private final EcsClient ecs = new EcsClient(testbed).withDefinition().withNetwork();

    @AfterEach
    void stop() {
        testbed.close();
    }

    private Answer run(String members) {
        return ecs.call("RunTask", "{\"taskDefinition\":\"report\"," + members.replace('\'', '"') + "}");
    }

    private static String network(String subnet, String group) {
        return "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['" + subnet + "'],'securityGroups':['" + group
                + "']}}";
    }

    private void refused(Answer answer, String error, String message) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.message()).startsWith(message);
        assertThat(testbed.ecs.tasks).isEmpty();
    }

    @Test
    void runsInASubnetAndAGroupThatAreThere() {
        assertThat(run(network(EcsClient.SUBNET, EcsClient.group("web"))).status())
                .isEqualTo(200);
        assertThat(testbed.ecs.tasks).hasSize(1);
    }

    @Test
    void refusesASubnetThatIsNotThere() {
        refused(
                run(network("subnet-0", EcsClient.group("web"))),
                "InvalidParameterException",
                "Error retrieving subnet information for [subnet-0]: The subnet ID 'subnet-0' does not exist (ErrorCode:"
                        + " InvalidSubnetID.NotFound)");
    }

    @Test
    void refusesASecurityGroupThatIsNotThere() {
        refused(
                run(network(EcsClient.SUBNET, "sg-0")),
                "InvalidParameterException",
                "Error retrieving security group information for [sg-0]: The security group 'sg-0' does not exist"
                        + " (ErrorCode: InvalidGroup.NotFound)");
    }

    @Test
    void refusesASecurityGroupOfAnotherVpc() {
        String far = EcsClient.group("far");
        refused(
                run(network(EcsClient.SUBNET, far)),
                "InvalidParameterException",
                "Security group " + far + " does not appear to belong to the same VPC as the input subnets.");
    }

    @Test
    void refusesSubnetsOfSeveralVpcs() {
        String other = testbed.ecs.addSubnet(Testbed.NAMESPACE, """
                apiVersion: ec2.davit.dev/v1alpha1
                kind: Subnet
                metadata: {name: b}
                spec: {vpcRef: {from: {name: other}}}
                status: {vpcID: vpc-2}
                """);
        refused(
                run(network(EcsClient.SUBNET + "','" + other, EcsClient.group("web"))),
                "InvalidParameterException",
                "All subnets must belong to the same VPC: " + EcsClient.SUBNET + ", " + other
                        + " are of vpc-1, vpc-2.");
    }

    @Test
    void refusesARoleThatIsNotThere() {
        testbed.ecs.roles.clear();
        refused(
                run("'count':1"),
                "ClientException",
                "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/reporter' that was provided for this"
                        + " task.");
        refused(
                run("'overrides':{'taskRoleArn':'other'}"),
                "ClientException",
                "ECS was unable to assume the role 'other' that was provided for this task.");
        testbed.ecs.roles.add(Testbed.NAMESPACE + "/other");
        assertThat(run("'overrides':{'taskRoleArn':'other'}").status()).isEqualTo(200);
    }

    /** The definition has 512 units and 2,048 MiB, of which the container main takes 256 and 512. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':'main','cpu':513} | The 'cpu' setting for container 'main' is greater than for the task: 513 units of"
                        + " 512",
                "{'name':'side','memory':2049} | The 'memory' setting for container 'side' is greater than for the task: 2049"
                        + " MiB of 2048",
                "{'name':'side','cpu':257} | The containers' cpu add up to 513 units, the task has 512",
                "{'name':'side','memory':1537} | The containers' memory adds up to 2049 MiB",
                "{'name':'side','memory':5} | Container side has memory 5 MiB; give it at least 6 MiB"
            })
    void refusesAnOverrideThatDoesNotFitTheTask(String container, String message) {
        refused(run("'overrides':{'containerOverrides':[" + container + "]}"), "InvalidParameterException", message);
    }

    @Test
    void takesAnOverrideThatFitsTheTaskThatIsLarger() {
        assertThat(run("'overrides':{'cpu':'1024','containerOverrides':[{'name':'main','cpu':1024}]}")
                        .status())
                .isEqualTo(200);
    }

    /** Before the operator has seen the task. */
    @Test
    void tellsAtOnceWhatTheTaskWillBe() {
        JsonNode told = run("'overrides':{'memory':'4096','containerOverrides':[{'name':'main','cpu':128}]}")
                .body()
                .get("tasks")
                .get(0);
        String arn = told.get("taskArn").asText();
        JsonNode later = ecs.found("DescribeTasks", "{\"include\":[\"TAGS\"],\"tasks\":[\"" + arn + "\"]}")
                .get("tasks")
                .get(0);
        assertThat(later).isEqualTo(told);
        assertThat(later.get("lastStatus").asText()).isEqualTo("PROVISIONING");
        assertThat(later.get("cpu").asText()).isEqualTo("512");
        assertThat(later.get("memory").asText()).isEqualTo("4096");
        assertThat(later.get("launchType").asText()).isEqualTo("FARGATE");
        assertThat(later.get("platformVersion").asText()).isEqualTo("1.4.0");
        assertThat(later.get("group").asText()).isEqualTo("family:report");
        assertThat(later.get("healthStatus").asText()).isEqualTo("UNKNOWN");
        assertThat(later.get("ephemeralStorage").get("sizeInGiB").asInt()).isEqualTo(30);
        assertThat(later.get("version").asInt()).isEqualTo(1);
        assertThat(later.get("attributes").isEmpty()).isTrue();
        JsonNode main = later.get("containers").get(0);
        assertThat(main.get("containerArn").asText()).isEqualTo(arn.replace(":task/", ":container/") + "/main");
        assertThat(main.get("image").asText()).isEqualTo("registry.example.org/report:1");
        assertThat(main.get("lastStatus").asText()).isEqualTo("PENDING");
        assertThat(main.get("cpu").asText()).isEqualTo("128");
        assertThat(main.get("memory").asText()).isEqualTo("512");
        JsonNode side = later.get("containers").get(1);
        assertThat(side.get("cpu").asText()).isEqualTo("0");
        assertThat(side.has("memory")).isFalse();
        assertThat(ecs.found("StopTask", "{\"task\":\"" + arn + "\"}")
                        .get("task")
                        .get("containers"))
                .isEqualTo(told.get("containers"));
    }

    /** A task that names its definition by reference, or one of another account, or none that is there. */
    @Test
    void describesATaskThatNobodyHasSeenByWhateverItNames() {
        String task = """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Task
                metadata: {name: %s}
                spec: %s
                """;
        testbed.ecs.addTask(Testbed.NAMESPACE, task.formatted("byref", "{taskDefinitionRef: {from: {name: report}}}"));
        testbed.ecs.addTask(
                Testbed.NAMESPACE,
                task.formatted(
                        "foreign",
                        "{taskDefinition: \"arn:aws:ecs:us-east-1:000000000000:task-definition/report:1\"}"));
        testbed.ecs.addTask(Testbed.NAMESPACE, task.formatted("nothing", "{taskDefinition: nothing}"));
        JsonNode tasks = ecs.found("DescribeTasks", "{\"tasks\":[\"byref\",\"foreign\",\"nothing\"]}")
                .get("tasks");
        assertThat(tasks.get(0).get("containers")).hasSize(2);
        assertThat(tasks.get(0).get("group").asText()).isEqualTo("family:report");
        assertThat(tasks.get(1).get("containers")).isEmpty();
        assertThat(tasks.get(2).get("containers")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'family':'report' | family",
                "'serviceName':'web','launchType':'FARGATE' | serviceName, launchType"
            })
    void listsByWhoStartedATaskAloneOrRefuses(String other, String named) {
        Answer answer = ecs.call("ListTasks", "{\"startedBy\":\"me\"," + other.replace('\'', '"') + "}");
        assertThat(answer.error()).isEqualTo("InvalidParameterException");
        assertThat(answer.message())
                .isEqualTo("cannot specify startedBy with other arguments: leave out " + named + ".");
        ecs.found("ListTasks", "{\"startedBy\":\"me\",\"desiredStatus\":\"STOPPED\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CreateCluster | others are Clusters (ecs.davit.dev/v1alpha1): apply",
                "ListTagsForResource | with include: TAGS",
                "ListServiceDeployments | DescribeServices tells of a service's deployments",
                "ContinueServiceDeployment | ecs.davit.dev/continue-deployment"
            })
    void saysWhatToDoInsteadOfWhatIsNotServed(String operation, String instead) {
        Answer answer = ecs.call(operation, "{}");
        assertThat(answer.error()).isEqualTo("UnsupportedFeatureException");
        assertThat(answer.message()).contains(instead);
    }
}
