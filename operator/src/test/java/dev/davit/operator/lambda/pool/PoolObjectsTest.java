package dev.davit.operator.lambda.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.EnvironmentAddress;
import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.ImageConfig;
import dev.davit.api.lambda.v1alpha1.LoggingConfig;
import dev.davit.api.lambda.v1alpha1.SecretKeyReference;
import dev.davit.api.lambda.v1alpha1.SecretVariable;
import dev.davit.operator.ec2.placement.Place;
import dev.davit.operator.lambda.pool.PoolObjects.Surroundings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PoolObjectsTest {
    private static final byte[] KEY = new byte[32];
    private static final Surroundings SURROUNDINGS = new Surroundings("10.0.0.7", KEY, "eu-central-1");

    private static Pod generic() {
        return new PoolObjects(Given.generic(1).pool(), Optional.empty(), SURROUNDINGS)
                .pod("pool-abcde", false, Place.NOWHERE);
    }

    private static Pod image(FunctionRevision revision) {
        return new PoolObjects(Given.image().pool(), Optional.of(revision), SURROUNDINGS)
                .pod("hello-abc-abcde", false, Place.NOWHERE);
    }

    private static FunctionRevision revision() {
        FunctionRevision revision = new FunctionRevision();
        revision.getMetadata().setName("hello-abc");
        revision.getSpec().functionName = "hello";
        revision.getSpec().environment = Map.of("STAGE", "test");
        return revision;
    }

    private static Container container(Pod pod) {
        return pod.getSpec().getContainers().getFirst();
    }

    private static Map<String, String> environment(Pod pod) {
        return container(pod).getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    @Test
    void tellsAnImageWhatItIsStartedFor() {
        PoolObjects objects = new PoolObjects(Given.image().pool(), Optional.of(revision()), SURROUNDINGS);
        Pod called = objects.pod("a", false, Place.NOWHERE);
        assertThat(environment(called)).containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        assertThat(called.getMetadata().getLabels()).doesNotContainKey(Labels.INITIALIZATION_TYPE);
        Pod ahead = objects.pod("b", true, Place.NOWHERE);
        assertThat(environment(ahead)).containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "provisioned-concurrency");
        assertThat(ahead.getMetadata().getLabels())
                .containsEntry("lambda.davit.dev/initialization-type", "provisioned-concurrency");
        assertThat(Environment.of(ahead).provisioned()).isTrue();
        assertThat(Environment.of(called).provisioned()).isFalse();
    }

    @Test
    void isUnprivilegedHasNoTokenAndAReadOnlyRoot() {
        Pod pod = generic();
        assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSpec().getEnableServiceLinks()).isFalse();
        assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        var security = container(pod).getSecurityContext();
        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container(pod).getPorts()).isEmpty();
    }

    @Test
    void tellsAnImageHowToLog() {
        FunctionRevision revision = revision();
        revision.getSpec().loggingConfig = new LoggingConfig();
        revision.getSpec().loggingConfig.logFormat = "JSON";
        revision.getSpec().loggingConfig.applicationLogLevel = "WARN";
        revision.getSpec().loggingConfig.logGroup = "/shop/orders";
        assertThat(environment(image(revision)))
                .containsEntry("AWS_LAMBDA_LOG_FORMAT", "JSON")
                .containsEntry("AWS_LAMBDA_LOG_LEVEL", "WARN")
                .containsEntry("AWS_LAMBDA_LOG_GROUP_NAME", "/shop/orders");
    }

    @Test
    void reachesTheGatewayUnderAHostNameOfItsOwn() {
        Pod pod = generic();
        String host = environment(pod).get("AWS_LAMBDA_RUNTIME_API").replace(":9001", "");
        assertThat(EnvironmentAddress.verify(KEY, host)).contains(new EnvironmentAddress("team", "pool-abcde"));
        assertThat(pod.getSpec().getHostAliases()).hasSize(1).first().satisfies(alias -> {
            assertThat(alias.getIp()).isEqualTo("10.0.0.7");
            assertThat(alias.getHostnames()).containsExactly(host);
        });
    }

    @Test
    void tellsAGenericEnvironmentNothingOfAnyFunction() {
        assertThat(environment(generic()))
                .containsOnlyKeys(
                        "AWS_LAMBDA_RUNTIME_API",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "AWS_LAMBDA_INITIALIZATION_TYPE",
                        "AWS_REGION",
                        "AWS_DEFAULT_REGION",
                        "LAMBDA_TASK_ROOT",
                        "LAMBDA_RUNTIME_DIR",
                        "TZ",
                        "AWS_XRAY_CONTEXT_MISSING",
                        "AWS_XRAY_DAEMON_ADDRESS",
                        "_AWS_XRAY_DAEMON_ADDRESS",
                        "_AWS_XRAY_DAEMON_PORT");
        assertThat(generic().getMetadata().getLabels())
                .containsOnlyKeys(Labels.MANAGED_BY, Labels.COMPONENT, Labels.POOL);
    }

    @Test
    void givesCodeAndLayersRoomOnDiskThatDoesNotCountAsMemory() {
        assertThat(generic().getSpec().getVolumes())
                .extracting(v -> v.getName())
                .containsExactly("tmp", "opt", "task");
        assertThat(generic().getSpec().getVolumes()).allSatisfy(v -> {
            assertThat(v.getEmptyDir().getMedium()).isNull();
            assertThat(v.getEmptyDir().getSizeLimit()).isNotNull();
        });
        assertThat(generic().getSpec().getContainers().getFirst().getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .containsExactly("/tmp", "/opt", "/var/task");
    }

    @Test
    void startsAnImageThatAsksForNoSizeOfItsTmpWithoutAVolume() {
        Given given = Given.image();
        given.pool().getSpec().ephemeralStorageSize = null;
        Pod pod = new PoolObjects(given.pool(), Optional.of(revision()), SURROUNDINGS)
                .pod("hello-abc-abcde", false, Place.NOWHERE);
        assertThat(pod.getSpec().getVolumes()).isEmpty();
        assertThat(container(pod).getVolumeMounts()).isEmpty();
        assertThat(container(pod).getSecurityContext().getReadOnlyRootFilesystem())
                .isNull();
        assertThat(container(pod).getSecurityContext().getAllowPrivilegeEscalation())
                .isFalse();
        var resources = container(pod).getResources();
        assertThat(resources.getLimits()).containsEntry("ephemeral-storage", new Quantity("576Mi"));
        assertThat(resources.getRequests()).containsEntry("ephemeral-storage", new Quantity("0"));
    }

    @Test
    void givesAnImageThatAsksForASizeOfItsTmpAVolumeOnAReadOnlyRoot() {
        Pod pod = image(revision());
        assertThat(pod.getSpec().getVolumes())
                .singleElement()
                .satisfies(v -> assertThat(v.getEmptyDir().getSizeLimit()).isEqualTo(new Quantity("512Mi")));
        assertThat(container(pod).getVolumeMounts()).singleElement().satisfies(mount -> assertThat(mount.getMountPath())
                .isEqualTo("/tmp"));
        assertThat(container(pod).getSecurityContext().getReadOnlyRootFilesystem())
                .isTrue();
        assertThat(container(pod).getResources().getLimits()).doesNotContainKey("ephemeral-storage");
    }

    @Test
    void leavesSecretsToTheNode() {
        SecretVariable secret = new SecretVariable();
        secret.name = "DB_PASSWORD";
        secret.secretKeyRef = new SecretKeyReference();
        secret.secretKeyRef.name = "database";
        secret.secretKeyRef.key = "password";
        EnvironmentPool pool = Given.generic(1).pool();
        pool.getSpec().secrets = List.of(secret);
        assertThat(container(new PoolObjects(pool, Optional.empty(), SURROUNDINGS).pod("a", false, Place.NOWHERE))
                        .getEnv())
                .filteredOn(variable -> variable.getName().equals("DB_PASSWORD"))
                .singleElement()
                .satisfies(variable -> {
                    assertThat(variable.getValue()).isNull();
                    assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                            .isEqualTo("database");
                    assertThat(variable.getValueFrom().getSecretKeyRef().getKey())
                            .isEqualTo("password");
                    assertThat(variable.getValueFrom().getSecretKeyRef().getOptional())
                            .isFalse();
                });
    }

    @Test
    void promisesMemoryInFullAndLimitsCpuOnlyFromOneUp() {
        var small = container(generic()).getResources();
        assertThat(small.getRequests()).containsEntry("memory", new Quantity("128Mi"));
        assertThat(small.getRequests()).containsEntry("cpu", new Quantity("73m"));
        assertThat(small.getLimits()).containsOnlyKeys("memory");
        EnvironmentPool pool = Given.generic(1).pool();
        pool.getSpec().memorySize = 3538;
        var large = container(new PoolObjects(pool, Optional.empty(), SURROUNDINGS).pod("a", false, Place.NOWHERE))
                .getResources();
        assertThat(large.getLimits()).containsEntry("cpu", new Quantity("2000m"));
    }

    @Test
    void runsAnImageAsItsConfigurationSays() {
        FunctionRevision revision = revision();
        revision.getSpec().imageConfig = new ImageConfig();
        revision.getSpec().imageConfig.entryPoint = List.of("/lambda-entrypoint.sh");
        revision.getSpec().imageConfig.command = List.of("app.handler");
        revision.getSpec().imageConfig.workingDirectory = "/srv";
        revision.getSpec().architectures = List.of("x86_64");
        Pod pod = image(revision);
        assertThat(container(pod).getCommand()).containsExactly("/lambda-entrypoint.sh");
        assertThat(container(pod).getArgs()).containsExactly("app.handler");
        assertThat(container(pod).getWorkingDir()).isEqualTo("/srv");
        assertThat(pod.getSpec().getNodeSelector()).containsEntry("kubernetes.io/arch", "amd64");
        assertThat(environment(pod))
                .containsEntry("STAGE", "test")
                .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "hello")
                .containsEntry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
                .containsEntry("_HANDLER", "app.handler")
                .containsEntry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/hello");
        assertThat(pod.getMetadata().getLabels())
                .containsEntry(Labels.FUNCTION, "hello")
                .containsEntry(Labels.REVISION, "hello-abc");
    }

    /** Kubernetes would put values in, AWS does not. */
    @Test
    void aFunctionsWordsArriveAsTheyAre() {
        FunctionRevision revision = revision();
        revision.getSpec().environment = Map.of("PASSWORD", "S3cr$$t", "NOTE", "$(PASSWORD)", "PRICE", "5$");
        revision.getSpec().imageConfig = new ImageConfig();
        revision.getSpec().imageConfig.entryPoint = List.of("/run", "$(PASSWORD)");
        revision.getSpec().imageConfig.command = List.of("p$$w");
        Pod pod = image(revision);
        assertThat(environment(pod))
                .containsEntry("PASSWORD", "S3cr$$$$t")
                .containsEntry("NOTE", "$$(PASSWORD)")
                .containsEntry("PRICE", "5$")
                .containsEntry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        assertThat(container(pod).getCommand()).containsExactly("/run", "$$(PASSWORD)");
        assertThat(container(pod).getArgs()).containsExactly("p$$$$w");
    }

    @Test
    void letsNoFunctionOverrideWhatThePlatformSets() {
        FunctionRevision revision = revision();
        revision.getSpec().environment = Map.of("AWS_LAMBDA_RUNTIME_API", "evil:80", "TZ", "Europe/Berlin");
        assertThat(environment(image(revision)).get("AWS_LAMBDA_RUNTIME_API")).endsWith(".rt.davit:9001");
        assertThat(environment(image(revision))).containsEntry("TZ", "Europe/Berlin");
    }

    @Test
    void namesPodsWithinTheLimit() {
        EnvironmentPool pool = Given.image().pool();
        pool.getMetadata().setName("f".repeat(63));
        assertThat(PoolObjects.podName(pool, "abcde")).hasSize(56).endsWith("-abcde");
    }
}
