package dev.davit.gateway.http.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.davit.api.common.Ec2Id;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody who speaks the ECS API, and an account with a few tasks. */
final class EcsClient {

    static final String SUBNET = Ec2Id.of(Ec2Id.SUBNET, Testbed.NAMESPACE, "a");
    static final String ARN = "arn:aws:ecs:us-east-1:" + Testbed.ACCOUNT + ":";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Testbed testbed;

    EcsClient(Testbed testbed) {
        this.testbed = testbed;
    }

    /** What came back. */
    record Answer(int status, JsonNode body) {

        String error() {
            return body.path("__type").asText(null);
        }

        String message() {
            return body.path("message").asText();
        }
    }

    Answer call(String operation, String input) {
        return call(operation, input, Testbed.NAMESPACE);
    }

    Answer call(String operation, String input, String caller) {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            PlainHttp.Answer answer = http.send(
                    "POST",
                    "/",
                    Map.of(
                            "X-Test-Caller",
                            caller,
                            "X-Amz-Target",
                            "AmazonEC2ContainerServiceV20141113." + operation,
                            "Content-Type",
                            "application/x-amz-json-1.1"),
                    input);
            assertThat(answer.header("x-amzn-RequestId")).isNotBlank();
            assertThat(answer.header("Content-Type")).isEqualTo("application/x-amz-json-1.1");
            return new Answer(answer.status(), JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode found(String operation, String input) {
        Answer answer = call(operation, input);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.body();
    }

    /** What all pages of a list have, asked for so many at a time. */
    List<String> pages(String operation, String member, int size, String further) {
        List<String> all = new ArrayList<>();
        String token = null;
        do {
            String input = "{\"maxResults\":" + size + further
                    + (token == null ? "" : ",\"nextToken\":\"" + token + "\"") + "}";
            JsonNode page = found(operation, input);
            assertThat(page.get(member).size()).isLessThanOrEqualTo(size);
            page.get(member).forEach(item -> all.add(item.asText()));
            token = page.path("nextToken").asText(null);
        } while (token != null);
        return all;
    }

    /** A subnet and a security group of one VPC, and a security group of another one. */
    EcsClient withNetwork() {
        testbed.ecs.addSubnet(Testbed.NAMESPACE, """
                apiVersion: ec2.davit.dev/v1alpha1
                kind: Subnet
                metadata: {name: a}
                spec: {vpcRef: {from: {name: main}}}
                status: {vpcID: vpc-1}
                """);
        for (String group : List.of("web: vpc-1", "far: vpc-2")) {
            String[] nameAndVpc = group.split(": ");
            testbed.ecs.addSecurityGroup(Testbed.NAMESPACE, """
                    apiVersion: ec2.davit.dev/v1alpha1
                    kind: SecurityGroup
                    metadata: {name: %s}
                    spec: {name: %s}
                    status: {vpcID: %s}
                    """.formatted(nameAndVpc[0], nameAndVpc[0], nameAndVpc[1]));
        }
        return this;
    }

    static String group(String name) {
        return Ec2Id.of(Ec2Id.SECURITY_GROUP, Testbed.NAMESPACE, name);
    }

    /** A definition with three revisions, with everything a definition can have. */
    EcsClient withDefinition() {
        testbed.ecs.addDefinition(Testbed.NAMESPACE, DEFINITION, 3);
        testbed.ecs.roles.add(Testbed.NAMESPACE + "/reporter");
        return this;
    }

    private static final String DEFINITION = """
            apiVersion: ecs.davit.dev/v1alpha1
            kind: TaskDefinition
            metadata: {name: report}
            spec:
              cpu: ".5 vCPU"
              memory: "2 GB"
              networkMode: awsvpc
              taskRoleARN: "arn:aws:iam::123456789012:role/reporter"
              executionRoleARN: "arn:aws:iam::123456789012:role/puller"
              taskRoleRef: {from: {name: reporter}}
              ephemeralStorage: {sizeInGiB: 30}
              runtimePlatform: {cpuArchitecture: X86_64, operatingSystemFamily: LINUX}
              requiresCompatibilities: [FARGATE]
              ipcMode: task
              pidMode: task
              tags: [{key: team, value: a}]
              volumes:
              - name: scratch
              - name: shared
                efsVolumeConfiguration:
                  fileSystemID: fs-1
                  rootDirectory: /
                  transitEncryption: ENABLED
                  authorizationConfig: {accessPointID: fsap-1, iam: ENABLED}
              containerDefinitions:
              - name: main
                image: registry.example.org/report:1
                command: [--day, today]
                entryPoint: [/run]
                environment: [{name: DAY, value: today}]
                secrets: [{name: KEY, valueFrom: "shop:key"}]
                portMappings: [{containerPort: 80, protocol: tcp, name: web}]
                healthCheck: {command: [CMD, "true"], interval: 30, timeout: 5, retries: 3}
                dependsOn: [{containerName: side, condition: START}]
                mountPoints: [{sourceVolume: scratch, containerPath: /scratch, readOnly: false}]
                ulimits: [{name: nofile, softLimit: 1024, hardLimit: 2048}]
                logConfiguration: {logDriver: awslogs, options: {fileSystemID: kept, awslogs-group: g}}
                linuxParameters: {initProcessEnabled: true, capabilities: {drop: [ALL]}}
                stopTimeout: 20
                cpu: 256
                memory: 512
                user: "1000"
              - name: side
                image: registry.example.org/side:1
                essential: false
                dockerLabels: {taskRoleRef: kept}
            """;

    /** A task that ended, one that runs and one that the operator has not seen yet. */
    EcsClient withTasks() {
        task("ended", "startedBy: cron, desiredStatus: RUNNING, group: nightly", """
                  taskDefinitionArn: "%stask-definition/report:2"
                  lastStatus: STOPPED
                  desiredStatus: STOPPED
                  stopCode: EssentialContainerExited
                  stoppedReason: Essential container in task exited
                  createdAt: "2026-11-27T01:02:03Z"
                  startedAt: "2026-11-27T01:02:05Z"
                  stoppingAt: "2026-11-27T01:02:09.500Z"
                  stoppedAt: "2026-11-27T01:02:10Z"
                  cpu: "512"
                  memory: "2048"
                  podName: ended
                  containers:
                  - {name: main, image: "registry.example.org/report:1", imageDigest: "sha256:00", lastStatus: STOPPED,
                     exitCode: 3, healthStatus: UNKNOWN, startedAt: "2026-11-27T01:02:05Z", stoppedAt: "2026-11-27T01:02:09Z"}
                """.formatted(ARN));
        task("running", "desiredStatus: RUNNING", """
                  taskDefinitionArn: "%stask-definition/report:3"
                  lastStatus: RUNNING
                  desiredStatus: RUNNING
                  createdAt: "2026-11-27T01:02:03Z"
                  startedAt: "2026-11-27T01:02:05Z"
                  pullStartedAt: "2026-11-27T01:02:03Z"
                  pullStoppedAt: "2026-11-27T01:02:04Z"
                  connectivity: CONNECTED
                  connectivityAt: "2026-11-27T01:02:03Z"
                  healthStatus: HEALTHY
                  availabilityZone: a
                  launchType: FARGATE
                  platformVersion: 1.4.0
                  containers:
                  - {name: main, lastStatus: RUNNING, runtimeId: abc, networkInterfaces: [{privateIPv4Address: 10.0.0.1}]}
                  - {name: side, lastStatus: RUNNING}
                """.formatted(ARN));
        testbed.ecs.addTask(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Task
                metadata: {name: fresh}
                spec: {taskDefinition: other}
                """);
        return this;
    }

    /** A service whose second deployment replaces its first. */
    EcsClient withService() {
        testbed.ecs.addService(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Service
                metadata: {name: web}
                spec:
                  taskDefinitionRef: {from: {name: report}}
                  desiredCount: 2
                  healthCheckGracePeriodSeconds: 10
                  tags: [{key: team, value: a}]
                  networkConfiguration: {awsVPCConfiguration: {subnetRefs: [{from: {name: a}}], assignPublicIP: DISABLED}}
                  deploymentConfiguration: {deploymentCircuitBreaker: {enable: true, rollback: true}}
                  loadBalancers: [{targetGroupRef: {from: {name: tg}}, containerName: main, containerPort: 80}]
                status:
                  observedGeneration: 1
                  runningCount: 2
                  pendingCount: 1
                  taskDefinition: "%stask-definition/report:3"
                  createdAt: "2026-11-27T01:02:03Z"
                  deployments:
                  - {number: 3, id: ecs-svc/3, status: PRIMARY, desiredCount: 2, runningCount: 1, pendingCount: 1,
                     failedTasks: 0, rolloutState: IN_PROGRESS, createdAt: "2026-11-27T01:02:03Z", launchType: FARGATE}
                  - {number: 2, id: ecs-svc/2, status: ACTIVE, desiredCount: 0, runningCount: 1, rolloutState: COMPLETED}
                  - {number: 1, id: ecs-svc/1, status: ACTIVE, desiredCount: 0, rolloutState: COMPLETED}
                """.formatted(ARN));
        return this;
    }

    private void task(String name, String spec, String status) {
        testbed.ecs.addTask(Testbed.NAMESPACE, """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Task
                metadata: {name: %s}
                spec: {taskDefinition: report, %s}
                status:
                %s""".formatted(name, spec, status));
    }
}
