package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfig;
import dev.davit.api.lambda.v1alpha1.LoggingConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.gateway.catalog.AliasEntry;
import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.PodEntry;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProblem;
import dev.davit.gateway.catalog.PoolProvisions;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.catalog.Termination;
import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.catalog.VersionEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of the cluster's objects, written as people see them. */
class EntriesTest {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private static <T> T yaml(Class<T> type, String text) {
        return YAML.unmarshal("---\n" + text, type);
    }

    @Test
    void readsAFunction() {
        Function function = yaml(Function.class, """
                metadata: {name: hello, namespace: a}
                spec: {name: Hello_1, reservedConcurrentExecutions: 3}
                status: {state: Failed, stateReason: no such image, revision: hello-1}
                """);
        assertThat(LambdaEntries.function(function))
                .isEqualTo(new FunctionEntry(
                        new FunctionKey("a", "Hello_1"), "hello", FunctionState.FAILED, "no such image", "hello-1", 3));
        assertThat(LambdaEntries.function(yaml(Function.class, "{metadata: {name: hello, namespace: a}, spec: {}}")))
                .isEqualTo(new FunctionEntry(
                        new FunctionKey("a", "hello"), "hello", FunctionState.PENDING, null, null, null));
    }

    @Test
    void readsAVersionOnceItHasANumber() {
        assertThat(LambdaEntries.version(yaml(Version.class, """
                metadata: {name: hello-v1, namespace: a}
                spec: {functionName: hello}
                """))).isNull();
        assertThat(LambdaEntries.version(yaml(Version.class, """
                metadata: {name: hello-v1, namespace: a}
                spec: {functionRef: {from: {name: hello}}}
                status:
                  version: "1"
                  revision: hello-1
                  ackResourceMetadata: {arn: "arn:aws:lambda:us-east-1:000000000001:function:Hello_1:1"}
                """)))
                .isEqualTo(new VersionEntry(new FunctionKey("a", "Hello_1"), "hello-v1", "1", "hello-1", 0));
    }

    @Test
    void readsWhatTheOperatorGrantedAndLessThanThatAtOnce() {
        String version = """
                metadata: {name: hello-v1, namespace: a}
                spec:
                  functionName: hello
                  provisionedConcurrencyConfig: {provisionedConcurrentExecutions: %d}
                  functionEventInvokeConfig: {maximumRetryAttempts: 0}
                status: {version: "1", revision: hello-1%s}
                """;
        String granted = ", provisionedConcurrency: {requestedProvisionedConcurrentExecutions: 3}";
        VersionEntry refused = LambdaEntries.version(yaml(Version.class, version.formatted(3, "")));
        assertThat(refused.provisioned()).isZero();
        assertThat(refused.events()).isEqualTo(new EventConfig(0, 21_600, null, null, null));
        assertThat(LambdaEntries.version(yaml(Version.class, version.formatted(5, granted)))
                        .provisioned())
                .isEqualTo(3);
        assertThat(LambdaEntries.version(yaml(Version.class, version.formatted(1, granted)))
                        .provisioned())
                .isEqualTo(1);
        assertThat(LambdaEntries.alias(yaml(Alias.class, """
                metadata: {name: live, namespace: a, creationTimestamp: "2026-01-02T03:04:05Z"}
                spec:
                  functionName: hello
                  functionVersion: "1"
                  provisionedConcurrencyConfig: {provisionedConcurrentExecutions: 2}
                  functionEventInvokeConfig: {maximumEventAgeInSeconds: 60}
                status: {functionVersion: "1", provisionedConcurrency: {requestedProvisionedConcurrentExecutions: 2}}
                """)))
                .isEqualTo(new AliasEntry(
                        new FunctionKey("a", "hello"),
                        "live",
                        "live",
                        "1",
                        null,
                        0,
                        2,
                        new EventConfig(2, 60, null, null, null),
                        1767323045));
    }

    @Test
    void anEventConfigurationThatSaysNothingMeansAwssDefaults() {
        assertThat(LambdaEntries.alias(yaml(Alias.class, """
                metadata: {name: live, namespace: a}
                spec:
                  functionName: hello
                  functionVersion: "1"
                  functionEventInvokeConfig: {destinationConfig: {onFailure: {destination: " "}}}
                """)).events()).isSameAs(EventConfig.DEFAULT);
    }

    @Test
    void readsTheReservedConcurrencyThatTheOperatorDecided() {
        String function = """
                metadata: {name: hello, namespace: a, generation: 2}
                spec: {reservedConcurrentExecutions: %d}
                status: {observedGeneration: %d%s}
                """;
        String granted = ", reservedConcurrentExecutions: 5";
        assertThat(reserved(function.formatted(1, 2, granted))).as("refused").isEqualTo(5);
        assertThat(reserved(function.formatted(9, 2, "")))
                .as("refused at first")
                .isNull();
        assertThat(reserved(function.formatted(1, 1, granted)))
                .as("less, not decided")
                .isEqualTo(1);
        assertThat(reserved(function.formatted(9, 1, granted)))
                .as("more, not decided")
                .isEqualTo(5);
    }

    private static Integer reserved(String function) {
        return LambdaEntries.function(yaml(Function.class, function)).reservedConcurrency();
    }

    @Test
    void readsAUrlOnceTheOperatorHasGivenItOne() {
        String spec = """
                metadata: {name: hello-url, namespace: a}
                spec:
                  functionRef: {from: {name: hello}}
                  qualifier: live
                  authType: %s
                  invokeMode: RESPONSE_STREAM
                  cors: {allowOrigins: ["*"], allowMethods: [GET], maxAge: 60}
                """;
        String status = """
                status:
                  functionURL: http://x.lambda-url.us-east-1.davit.local/
                  functionARN: arn:aws:lambda:us-east-1:000000000001:function:Hello_1:live
                """;
        assertThat(UrlEntries.of(yaml(FunctionURLConfig.class, spec.formatted("NONE"))))
                .isNull();
        UrlEntry.Cors cors = new UrlEntry.Cors(false, List.of(), List.of("GET"), List.of("*"), List.of(), 60);
        FunctionKey function = new FunctionKey("a", "Hello_1");
        assertThat(UrlEntries.of(yaml(FunctionURLConfig.class, spec.formatted("NONE") + status)))
                .isEqualTo(new UrlEntry(function, "hello-url", "live", true, true, cors));
        assertThat(UrlEntries.of(yaml(FunctionURLConfig.class, spec.formatted("AWS_IAM") + status)))
                .isEqualTo(new UrlEntry(function, "hello-url", "live", false, true, cors));
    }

    @Test
    void readsAnAlias() {
        assertThat(LambdaEntries.alias(yaml(Alias.class, """
                metadata: {name: hello-live, namespace: a}
                spec: {name: live, functionName: hello, functionVersion: "2"}
                status: {functionVersion: "1"}
                """)))
                .isEqualTo(AliasEntry.of(new FunctionKey("a", "hello"), "hello-live", "live", "1"));
        assertThat(LambdaEntries.alias(yaml(Alias.class, """
                metadata: {name: live, namespace: a}
                spec: {functionRef: {from: {name: hello}}, functionVersion: "$LATEST"}
                """)))
                .isEqualTo(AliasEntry.of(new FunctionKey("a", "hello"), "live", "live", "$LATEST"));
    }

    @Test
    void readsARevisionAndLeavesLargeCodeWhereItIs() {
        FunctionRevision revision = yaml(FunctionRevision.class, """
                metadata: {name: hello-1, namespace: a}
                spec:
                  functionName: hello
                  runtime: python3.11
                  handler: app.handler
                  memorySize: 256
                  timeout: 5
                  environment: {GREETING: hi}
                  environmentPool: python311-256-x
                  code: {inline: {app.py: "pass"}}
                """);
        RevisionEntry entry = new RevisionEntry(
                new RevisionKey("a", "hello-1"),
                "hello",
                "$LATEST",
                "python311-256-x",
                false,
                "app.handler",
                256,
                5,
                Map.of("GREETING", "hi"),
                Map.of("app.py", "pass"),
                null);
        assertThat(LambdaEntries.revision(revision)).isEqualTo(entry);
        revision.getSpec().loggingConfig = new LoggingConfig();
        revision.getSpec().loggingConfig.logFormat = "JSON";
        assertThat(LambdaEntries.revision(revision).environment())
                .isEqualTo(Map.of(
                        "GREETING", "hi",
                        "AWS_LAMBDA_LOG_FORMAT", "JSON",
                        "AWS_LAMBDA_LOG_LEVEL", "INFO",
                        "DAVIT_SYSTEM_LOG_LEVEL", "INFO",
                        "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/hello"));
        revision.getSpec().code.inline = Map.of("app.py", "x".repeat(LambdaEntries.MOST_CODE + 1));
        assertThat(LambdaEntries.revision(revision).code()).isNull();
        revision.getSpec().code = null;
        revision.getSpec().imageURI = "example.org/i:1";
        assertThat(LambdaEntries.revision(revision).code()).isEmpty();
        assertThat(LambdaEntries.revision(revision).image()).isTrue();
    }

    @Test
    void readsAPoolAndWhatIsWrongWithIt() {
        EnvironmentPool pool = yaml(EnvironmentPool.class, """
                metadata: {name: p, namespace: a}
                spec:
                  functionRevision: hello-1
                  initTimeoutSeconds: 20
                  replicas: 2
                  claims: [{pod: p-1, revision: r-1}]
                  retire: [p-2]
                status:
                  dispensable: [p-3]
                  conditions: [{type: Ready, status: "False", reason: ImagePullFailed, message: no such image}]
                  failures: {exitCode: 127}
                """);
        assertThat(PoolEntries.of(pool))
                .isEqualTo(new PoolEntry(
                        new PoolKey("a", "p"),
                        "hello-1",
                        20,
                        2,
                        Map.of("p-1", "r-1"),
                        Set.of("p-2"),
                        Set.of("p-3"),
                        new PoolProblem("ImagePullFailed", "no such image", 127),
                        PoolProvisions.NONE));
        assertThat(PoolEntries.of(yaml(EnvironmentPool.class, "{metadata: {name: p, namespace: a}, spec: {}}")))
                .isEqualTo(new PoolEntry(
                        new PoolKey("a", "p"), null, 10, 0, Map.of(), Set.of(), Set.of(), null, PoolProvisions.NONE));
    }

    @Test
    void readsAPodAndHowItEnded() {
        assertThat(PodEntries.of(yaml(Pod.class, """
                metadata: {name: p-1, namespace: a, labels: {davit.dev/pool: p}, deletionTimestamp: "2026-01-01T00:00:00Z"}
                status:
                  phase: Running
                  podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}]
                  containerStatuses:
                  - {name: function, state: {terminated: {exitCode: 137, reason: OOMKilled}}}
                """)))
                .isEqualTo(new PodEntry(
                        "a",
                        "p-1",
                        "p",
                        PodPhase.RUNNING,
                        true,
                        List.of("10.0.0.1", "fd00::1"),
                        new Termination(137, "OOMKilled", null),
                        false));
        assertThat(PodEntries.of(yaml(Pod.class, "{metadata: {name: p-1, namespace: a, labels: {davit.dev/pool: p}}}")))
                .isEqualTo(new PodEntry("a", "p-1", "p", PodPhase.PENDING, false, List.of(), null, false));
        assertThat(PodEntries.of(yaml(Pod.class, """
                metadata: {name: p-1, namespace: a, labels: {davit.dev/pool: p}}
                status: {phase: Failed, reason: Evicted, message: The node was low on resource}
                """)).termination())
                .isEqualTo(new Termination(137, "Evicted", "The node was low on resource"));
        assertThat(PodEntries.of(yaml(Pod.class, "{metadata: {name: p-1, namespace: a}}")))
                .isNull();
    }

    @Test
    void readsAnAccessKeyOnlyWhenComplete() {
        String complete = """
                metadata: {name: k, namespace: davit-system}
                type: davit.dev/access-key
                data: {accessKeyId: QUtJRA==, secretAccessKey: aHVzaA==, namespace: YQ==, serviceAccountName: c2hvcA==}
                """;
        AccessKeySecrets.Entry entry = AccessKeySecrets.entry(yaml(Secret.class, complete));
        assertThat(entry.key()).hasToString("AccessKey[AKID of a/shop]");
        assertThat(entry.toString()).doesNotContain("hush");
        assertThat(AccessKeySecrets.entry(yaml(Secret.class, complete.replace("davit.dev/access-key", "Opaque"))))
                .isNull();
        assertThat(AccessKeySecrets.entry(yaml(Secret.class, complete.replace("aHVzaA==", "\"\""))))
                .isNull();
    }

    @Test
    void readsARuntimeKeyOnlyWhenLongEnough() {
        String key = "{metadata: {name: davit-runtime-key}, data: {key: AAAAAAAAAAAAAAAAAAAAAA==}}";
        assertThat(RuntimeKeySecret.Key.of(yaml(Secret.class, key)).bytes()).hasSize(16);
        assertThat(RuntimeKeySecret.Key.of(yaml(Secret.class, key.replace("AAAAAA==", "AA=="))))
                .isNull();
        assertThat(RuntimeKeySecret.Key.of(yaml(Secret.class, "{metadata: {name: x}}")))
                .isNull();
    }
}
