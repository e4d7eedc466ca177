package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.after;
import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.optional;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.davit.api.common.TaskMetadataToken;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.HealthCheck;
import dev.davit.api.ecs.v1alpha1.KeyValuePair;
import dev.davit.api.ecs.v1alpha1.MountPoint;
import dev.davit.api.ecs.v1alpha1.PortMapping;
import dev.davit.api.ecs.v1alpha1.RepositoryCredentials;
import dev.davit.api.ecs.v1alpha1.RuntimePlatform;
import dev.davit.api.ecs.v1alpha1.Secret;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.Volume;
import dev.davit.api.ecs.v1alpha1.VolumeSource;
import dev.davit.operator.ec2.placement.Place;
import dev.davit.operator.fargate.CapacityProviders;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskPodTest {

    private static final CapacityProviders.Provider PLAIN =
            CapacityProviders.parse(Optional.empty()).get(Optional.empty());

    private final Task task = Pods.task();

    private Pod pod(TaskDefinitionSpec spec) {
        return TaskPod.of(task, new TaskPod.Revision(Pods.ARN, spec), Pods.setting());
    }

    private Container only(ContainerDefinition definition) {
        return pod(spec(definition)).getSpec().getContainers().getFirst();
    }

    @Test
    void thePodIsTheTasksAndRunsOnce() {
        Pod pod = pod(spec(container("main")));
        assertThat(pod.getMetadata().getName()).isEqualTo("report");
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("davit.dev/component", "task")
                .containsEntry("ecs.davit.dev/task", "report");
        assertThat(pod.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getUid()).isEqualTo("uid-task");
            assertThat(owner.getController()).isTrue();
            assertThat(owner.getBlockOwnerDeletion()).isNotEqualTo(true);
        });
        assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getSpec().getEnableServiceLinks()).isFalse();
        assertThat(pod.getSpec().getActiveDeadlineSeconds()).isNull();
        assertThat(pod.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(30);
        assertThat(pod.getMetadata().getFinalizers()).isEmpty();
    }

    @Test
    void aLongNameIsCutAndStaysUnique() {
        task.getMetadata().setName("x".repeat(100));
        assertThat(TaskPod.name(task)).hasSize(63);
        assertThat(pod(spec(container("main"))).getMetadata().getLabels().get("ecs.davit.dev/task"))
                .isEqualTo(TaskPod.name(task));
    }

    @Test
    void thePodIsRestricted() {
        Pod pod = pod(spec(container("main", c -> c.readonlyRootFilesystem = true)));
        assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSpec().getServiceAccountName()).isNull();
        assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        var security = pod.getSpec().getContainers().getFirst().getSecurityContext();
        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getRunAsUser()).isNull();
    }

    @Test
    void aUserIsTakenByNumber() {
        var security = only(container("main", c -> c.user = "1000:2000")).getSecurityContext();
        assertThat(security.getRunAsUser()).isEqualTo(1000);
        assertThat(security.getRunAsGroup()).isEqualTo(2000);
        assertThat(security.getRunAsNonRoot()).isTrue();
    }

    @Test
    void aTaskRoleGivesTheTokenOfThatServiceAccount() {
        TaskDefinitionSpec spec = spec(container("main"));
        spec.taskRoleARN = "reporter";
        assertThat(pod(spec).getSpec().getServiceAccountName()).isEqualTo("reporter");
        assertThat(pod(spec).getSpec().getAutomountServiceAccountToken()).isTrue();
    }

    /** What the task's size is about: its disk has a test of its own. */
    private static Map<String, Quantity> size(Map<String, Quantity> resources) {
        Map<String, Quantity> size = new HashMap<>(resources);
        size.remove("ephemeral-storage");
        return size;
    }

    @Test
    void requestsAreLimits() {
        var resources = only(container("main")).getResources();
        assertThat(size(resources.getLimits()))
                .isEqualTo(Map.of("cpu", new Quantity("250m"), "memory", new Quantity("512Mi")));
        assertThat(size(resources.getRequests())).isEqualTo(size(resources.getLimits()));
    }

    @Test
    void containersShareTheTaskWhereAPodHasASizeOfItsOwn() {
        ContainerDefinition limited = container("limited");
        limited.memory = 100;
        Pod pod = TaskPod.of(
                task,
                new TaskPod.Revision(Pods.ARN, spec(limited, container("free"))),
                new Setting("us-east-1", Place.NOWHERE, Optional.empty(), PLAIN, true, false, Pods.METADATA));
        var whole = pod.getSpec().getResources();
        assertThat(whole.getLimits()).isEqualTo(Map.of("cpu", new Quantity("250m"), "memory", new Quantity("512Mi")));
        assertThat(whole.getRequests()).isEqualTo(whole.getLimits());
        var first = pod.getSpec().getContainers().get(0).getResources();
        var second = pod.getSpec().getContainers().get(1).getResources();
        assertThat(size(first.getLimits()))
                .isEqualTo(Map.of("cpu", new Quantity("250m"), "memory", new Quantity("100Mi")));
        assertThat(second.getLimits()).isEqualTo(whole.getLimits());
        assertThat(size(first.getRequests()))
                .isEqualTo(Map.of("cpu", new Quantity("125m"), "memory", new Quantity("100Mi")));
        assertThat(second.getRequests())
                .isEqualTo(Map.of("cpu", new Quantity("125m"), "memory", new Quantity("412Mi")));
    }

    @Test
    void oneContainerAndOlderClustersNeedNoSizeOfThePod() {
        Setting newer = new Setting("us-east-1", Place.NOWHERE, Optional.empty(), PLAIN, true, false, Pods.METADATA);
        assertThat(TaskPod.of(task, new TaskPod.Revision(Pods.ARN, spec(container("main"))), newer)
                        .getSpec()
                        .getResources())
                .isNull();
        Pod older = pod(spec(container("a"), container("b")));
        assertThat(older.getSpec().getResources()).isNull();
        assertThat(size(older.getSpec()
                        .getContainers()
                        .getFirst()
                        .getResources()
                        .getLimits()))
                .isEqualTo(Map.of("cpu", new Quantity("125m"), "memory", new Quantity("256Mi")));
    }

    @Test
    void timeoutAndStopTimeoutAreThePods() {
        task.getSpec().timeout = 600;
        Pod pod = pod(spec(container("a", c -> c.stopTimeout = 5), container("b", c -> c.stopTimeout = 120)));
        assertThat(pod.getSpec().getActiveDeadlineSeconds()).isEqualTo(600);
        assertThat(pod.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(120);
        assertThat(pod(spec(container("a", c -> c.stopTimeout = 5))).getSpec().getTerminationGracePeriodSeconds())
                .isEqualTo(5);
    }

    @Test
    void theProgramAndItsWordsReachTheContainerAsWritten() {
        Container container = only(container(
                "main",
                c -> c.entryPoint = List.of("/bin/sh", "-c"),
                c -> c.command = List.of("echo $(date) $HOME $$"),
                c -> c.workingDirectory = "/work"));
        assertThat(container.getCommand()).containsExactly("/bin/sh", "-c");
        assertThat(container.getArgs()).containsExactly("echo $$(date) $$HOME $$$$");
        assertThat(container.getWorkingDir()).isEqualTo("/work");
    }

    /** ADR 35, invariant 1. */
    @Test
    void eachContainerIsToldWhereItLearnsOfItself() {
        KeyValuePair own = new KeyValuePair();
        own.name = "ECS_CONTAINER_METADATA_URI_V4";
        own.value = "http://elsewhere/";
        Pod pod = pod(spec(container("Main_1", c -> c.environment = List.of(own)), container("side")));
        List<String> addresses = pod.getSpec().getContainers().stream()
                .flatMap(c -> c.getEnv().stream())
                .filter(v -> v.getName().equals("ECS_CONTAINER_METADATA_URI_V4"))
                .map(EnvVar::getValue)
                .toList();
        assertThat(addresses).hasSize(2);
        assertThat(addresses)
                .extracting(address -> address.replaceAll("/[^/]*$", ""))
                .containsOnly("http://davit-gateway.davit-system.svc:9001/v4");
        assertThat(addresses)
                .map(address -> address.substring(address.lastIndexOf('/') + 1))
                .map(token -> TaskMetadataToken.verify(new byte[32], token).orElseThrow())
                .containsExactly(
                        new TaskMetadataToken("apps", "report", "Main_1"),
                        new TaskMetadataToken("apps", "report", "side"));
    }

    @Test
    void nothingPromisesCredentialsThatAreNotThere() {
        assertThat(only(container("main")).getEnv())
                .extracting(EnvVar::getName)
                .doesNotContain("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI");
    }

    @Test
    void theUsersVariablesWinOverFargates() {
        KeyValuePair region = new KeyValuePair();
        region.name = "AWS_REGION";
        region.value = "eu-west-1";
        Secret password = new Secret();
        password.name = "PASSWORD";
        password.valueFrom = "db:password";
        Secret level = new Secret();
        level.name = "LEVEL";
        level.valueFrom = "configMap/app:level";
        List<EnvVar> variables = only(container(
                        "main", c -> c.environment = List.of(region), c -> c.secrets = List.of(password, level)))
                .getEnv();
        assertThat(variables).extracting(EnvVar::getName).doesNotHaveDuplicates();
        assertThat(variables).anySatisfy(v -> {
            assertThat(v.getName()).isEqualTo("AWS_REGION");
            assertThat(v.getValue()).isEqualTo("eu-west-1");
        });
        assertThat(variables).anySatisfy(v -> {
            assertThat(v.getName()).isEqualTo("PASSWORD");
            assertThat(v.getValueFrom().getSecretKeyRef().getName()).isEqualTo("db");
            assertThat(v.getValueFrom().getSecretKeyRef().getKey()).isEqualTo("password");
        });
        assertThat(variables).anySatisfy(v -> {
            assertThat(v.getName()).isEqualTo("LEVEL");
            assertThat(v.getValueFrom().getConfigMapKeyRef().getName()).isEqualTo("app");
            assertThat(v.getValueFrom().getConfigMapKeyRef().getKey()).isEqualTo("level");
        });
    }

    @Test
    void volumesAreFoldersThatLiveAsLongAsTheTask() {
        MountPoint mount = new MountPoint();
        mount.sourceVolume = "Scratch";
        mount.containerPath = "/scratch";
        mount.readOnly = true;
        TaskDefinitionSpec spec = spec(container("main", c -> c.mountPoints = List.of(mount)));
        Volume volume = new Volume();
        volume.name = "Scratch";
        spec.volumes = List.of(volume);
        Pod pod = pod(spec);
        assertThat(pod.getSpec().getVolumes()).singleElement().satisfies(v -> assertThat(v.getEmptyDir())
                .isNotNull());
        assertThat(pod.getSpec().getContainers().getFirst().getVolumeMounts())
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.getName())
                            .isEqualTo(pod.getSpec().getVolumes().getFirst().getName());
                    assertThat(m.getMountPath()).isEqualTo("/scratch");
                    assertThat(m.getReadOnly()).isTrue();
                });
    }

    @Test
    void volumesCanBeAClaimAConfigMapOrASecretOfTheNamespace() {
        TaskDefinitionSpec spec = spec(container("main", c -> c.user = "1000:2000"));
        Volume claim = volume("data");
        claim.persistentVolumeClaim = named("reports");
        Volume settings = volume("settings");
        settings.configMap = named("app");
        Volume keys = volume("keys");
        keys.secret = named("tls");
        spec.volumes = List.of(claim, settings, keys);
        Pod pod = pod(spec);
        var volumes = pod.getSpec().getVolumes();
        assertThat(volumes.get(0).getPersistentVolumeClaim().getClaimName()).isEqualTo("reports");
        assertThat(volumes.get(1).getConfigMap().getName()).isEqualTo("app");
        assertThat(volumes.get(2).getSecret().getSecretName()).isEqualTo("tls");
        assertThat(pod.getSpec().getSecurityContext().getFsGroup())
                .as("may write to the claim")
                .isEqualTo(2000);
        spec.volumes = List.of(settings);
        assertThat(pod(spec).getSpec().getSecurityContext().getFsGroup()).isNull();
    }

    private static Volume volume(String name) {
        Volume volume = new Volume();
        volume.name = name;
        return volume;
    }

    private static VolumeSource named(String name) {
        VolumeSource source = new VolumeSource();
        source.name = name;
        return source;
    }

    @Test
    void runsWhereItsCapacityProviderSays() {
        var providers =
                CapacityProviders.parse(Optional.of("{\"kata\":{\"runtimeClassName\":\"kata-qemu\",\"nodeSelector\":"
                        + "{\"pool\":\"metal\"},\"tolerations\":[{\"key\":\"metal\",\"operator\":\"Exists\"}]}}"));
        Optional<String> kata = Optional.of("kata");
        Pod pod = TaskPod.of(
                task,
                new TaskPod.Revision(Pods.ARN, spec(container("main"))),
                new Setting("us-east-1", Place.NOWHERE, kata, providers.get(kata), false, true, Pods.METADATA));
        assertThat(pod.getSpec().getRuntimeClassName()).isEqualTo("kata-qemu");
        assertThat(pod.getSpec().getNodeSelector()).isEqualTo(Map.of("pool", "metal"));
        assertThat(pod.getSpec().getTolerations()).hasSize(1);
        assertThat(pod.getSpec().getHostUsers()).isFalse();
        assertThat(pod.getMetadata().getAnnotations()).containsEntry(TaskPod.CAPACITY_PROVIDER, "kata");
        Pod plain = pod(spec(container("main")));
        assertThat(plain.getSpec().getRuntimeClassName()).isNull();
        assertThat(plain.getSpec().getHostUsers()).isNull();
    }

    @Test
    void onlyTheSpecSaysWhetherCommandsMayBeRunInIt() {
        task.getMetadata().setLabels(Map.of("ecs.davit.dev/execute-command", "enabled"));
        assertThat(pod(spec(container("main"))).getMetadata().getLabels())
                .doesNotContainKey("ecs.davit.dev/execute-command");
        task.getSpec().enableExecuteCommand = true;
        assertThat(pod(spec(container("main"))).getMetadata().getLabels())
                .containsEntry("ecs.davit.dev/execute-command", "enabled");
    }

    @Test
    void containersThatEndFirstAreInitContainersAndTheForemostIsTheEssentialOne() {
        Pod pod = pod(spec(
                container("log", optional(), after("migrate", "SUCCESS")),
                container("web", after("migrate", "SUCCESS"), after("log", "START")),
                container("migrate", optional())));
        assertThat(pod.getSpec().getInitContainers())
                .extracting(Container::getName)
                .containsExactly("migrate");
        assertThat(pod.getSpec().getContainers()).extracting(Container::getName).containsExactly("log", "web");
        assertThat(pod.getMetadata().getAnnotations()).containsEntry("kubectl.kubernetes.io/default-container", "web");
        assertThat(PlannedContainer.read(pod))
                .extracting(PlannedContainer::name, PlannedContainer::essential, PlannedContainer::first)
                .containsExactly(tuple("log", false, false), tuple("web", true, false), tuple("migrate", false, true));
    }

    @Test
    void portsHealthPlatformAndRegistryReachThePod() {
        PortMapping port = new PortMapping();
        port.containerPort = 53;
        port.protocol = "udp";
        HealthCheck check = new HealthCheck();
        check.command = List.of("CMD-SHELL", "test -f /tmp/ok");
        check.interval = 5;
        check.startPeriod = 60;
        RepositoryCredentials registry = new RepositoryCredentials();
        registry.credentialsParameter = "registry";
        TaskDefinitionSpec spec = spec(container(
                "main",
                c -> c.portMappings = List.of(port),
                c -> c.healthCheck = check,
                c -> c.repositoryCredentials = registry));
        spec.runtimePlatform = new RuntimePlatform();
        spec.runtimePlatform.cpuArchitecture = "ARM64";
        Pod pod = pod(spec);
        Container container = pod.getSpec().getContainers().getFirst();
        assertThat(container.getPorts()).singleElement().satisfies(p -> {
            assertThat(p.getContainerPort()).isEqualTo(53);
            assertThat(p.getProtocol()).isEqualTo("UDP");
            assertThat(p.getHostPort()).isNull();
        });
        assertThat(container.getReadinessProbe().getExec().getCommand())
                .containsExactly("/bin/sh", "-c", "test -f /tmp/ok");
        assertThat(container.getReadinessProbe().getPeriodSeconds()).isEqualTo(5);
        assertThat(container.getLivenessProbe()).isNull();
        assertThat(pod.getSpec().getNodeSelector()).containsEntry("kubernetes.io/arch", "arm64");
        assertThat(pod.getSpec().getImagePullSecrets()).singleElement().satisfies(s -> assertThat(s.getName())
                .isEqualTo("registry"));
        assertThat(PlannedContainer.read(pod).getFirst().judgedAfterSeconds()).isEqualTo(60 + 5 * 3);
    }
}
