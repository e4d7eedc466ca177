package dev.davit.gateway.http.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** An account with a few functions, and somebody who asks about them. */
final class Account {

    static final String ARN = "arn:aws:lambda:us-east-1:" + Testbed.ACCOUNT + ":function:";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String EVERYTHING = """
            apiVersion: lambda.davit.dev/v1alpha1
            kind: Function
            metadata: {name: hello}
            spec:
              runtime: python3.11
              handler: app.handler
              description: says hello
              memorySize: 256
              timeout: 5
              ephemeralStorage: {size: 1024}
              role: shop
              architectures: [arm64]
              environment: {variables: {GREETING: hej}}
              reservedConcurrentExecutions: 7
              tags: {team: a}
              layers: ["arn:aws:lambda:us-east-1:123456789012:layer:tools:3"]
              vpcConfig: {subnetIDs: [subnet-1], securityGroupIDs: [sg-1]}
              deadLetterConfig: {targetARN: "arn:aws:sqs:us-east-1:123456789012:dead"}
              loggingConfig: {logFormat: JSON, applicationLogLevel: WARN}
              tracingConfig: {mode: Active}
              snapStart: {applyOn: None}
              kmsKeyARN: "arn:aws:kms:us-east-1:123456789012:key/k"
              durableConfig: {executionTimeout: 60, retentionPeriodInDays: 1}
              tenancyConfig: {tenantIsolationMode: PER_TENANT}
              fileSystemConfigs:
              - arn: "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0"
                localMountPath: /mnt/data
              codeSigningConfigARN: "arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0123456789abcdef0"
              functionEventInvokeConfig:
                maximumRetryAttempts: 1
                maximumEventAgeInSeconds: 60
                destinationConfig: {onFailure: {destination: "arn:aws:sqs:us-east-1:123456789012:failed"}}
              code: {inline: {app.py: pass}}
            status:
              state: Active
              lastUpdateStatus: InProgress
              lastUpdateStatusReason: The function is being updated.
              lastUpdateStatusReasonCode: Creating
              revision: hello-2
              codeSHA256: l8QGZ2YbNJvQ0s7oYbUQhnRJw8Eo2jsYdKQZc0Fv1Yk=
              codeSize: 4
            """;

    private final Testbed testbed;

    Account(Testbed testbed) {
        this.testbed = testbed;
    }

    /** What came back. */
    record Answer(int status, String error, JsonNode body) {

        String message() {
            return body.path("Message").asText(body.path("message").asText());
        }
    }

    Answer get(String path) {
        return send("GET", path, Testbed.NAMESPACE);
    }

    JsonNode found(String path) {
        Answer answer = get(path);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.body();
    }

    Answer send(String method, String path, String caller) {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            String body = method.equals("GET") || method.equals("DELETE") ? null : "{}";
            PlainHttp.Answer answer = http.send(method, path, Map.of("X-Test-Caller", caller), body);
            assertThat(answer.header("x-amzn-RequestId")).isNotBlank();
            return new Answer(answer.status(), answer.header("x-amzn-ErrorType"), JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A function with everything a function can have, two versions and two aliases. */
    Account withEverything() {
        testbed.directory.addFunction(Testbed.NAMESPACE, EVERYTHING);
        version(
                "v1",
                "1",
                "hello-1",
                "provisionedConcurrencyConfig: {provisionedConcurrentExecutions: 2}",
                provisioned(2, 2, 2, "status: READY"));
        version("v2", "2", "hello-2", "functionEventInvokeConfig: {maximumRetryAttempts: 0}", "");
        alias(
                "hello-live",
                "name: live, functionVersion: '2', routingConfig: {additionalVersionWeights: {'1': 0.1}}",
                "");
        alias(
                "test",
                "functionVersion: $LATEST, provisionedConcurrencyConfig: {provisionedConcurrentExecutions: 1}",
                provisioned(1, 1, 0, "status: FAILED, statusReason: FUNCTION_ERROR_INIT_FAILURE"));
        revision("hello-1", "first");
        revision("hello-2", "second");
        return this;
    }

    Account withImage() {
        testbed.directory.addFunction(Testbed.NAMESPACE, """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: image}
                spec:
                  code: {imageURI: "registry.example.org/i@sha256:00"}
                  imageConfig: {command: [app.handler], entryPoint: [/run], workingDirectory: /work}
                status: {state: Failed, stateReason: no such image, stateReasonCode: InvalidImage}
                """);
        return this;
    }

    Account withFunction(String namespace, String name) {
        testbed.directory.addFunction(namespace, """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: %s}
                spec: {runtime: python3.11, handler: app.handler, code: {inline: {app.py: pass}}}
                status: {state: Active, codeSize: 10}
                """.formatted(name));
        return this;
    }

    private static String provisioned(int requested, int allocated, int available, String status) {
        return "provisionedConcurrency: {requestedProvisionedConcurrentExecutions: %d, allocatedProvisionedConcurrentExecutions: %d, availableProvisionedConcurrentExecutions: %d, %s}"
                .formatted(requested, allocated, available, status);
    }

    void version(String name, String number, String revision, String further) {
        version(name, number, revision, further, "");
    }

    private void version(String name, String number, String revision, String further, String status) {
        testbed.directory.addVersion(
                Testbed.NAMESPACE, "hello", """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Version
                metadata: {name: %s}
                spec: {functionName: hello, description: the %s, %s}
                status: {version: "%s", revision: %s, codeSHA256: c2hh, %s}
                """.formatted(name, name, further, number, revision, status));
    }

    private void alias(String name, String spec, String status) {
        testbed.directory.addAlias(Testbed.NAMESPACE, "hello", """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Alias
                metadata: {name: %s}
                spec: {functionName: hello, %s}
                status: {%s}
                """.formatted(name, spec, status));
    }

    private void revision(String name, String greeting) {
        testbed.directory.addRevision(Testbed.NAMESPACE, """
                apiVersion: davit.dev/v1alpha1
                kind: FunctionRevision
                metadata: {name: %s}
                spec:
                  functionName: hello
                  runtime: python3.11
                  handler: app.%s
                  memorySize: 128
                  timeout: 3
                  serviceAccountName: shop
                  environment: {GREETING: %s}
                  codeSHA256: c2hh
                  codeSize: 4
                  environmentPool: python311-128-x
                """.formatted(name, greeting, greeting));
    }
}
