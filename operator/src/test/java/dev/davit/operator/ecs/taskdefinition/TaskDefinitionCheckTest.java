package dev.davit.operator.ecs.taskdefinition;

import static dev.davit.operator.fargate.Definitions.after;
import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.definition;
import static dev.davit.operator.fargate.Definitions.optional;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.ContainerRestartPolicy;
import dev.davit.api.ecs.v1alpha1.HealthCheck;
import dev.davit.api.ecs.v1alpha1.HostVolumeProperties;
import dev.davit.api.ecs.v1alpha1.KernelCapabilities;
import dev.davit.api.ecs.v1alpha1.LinuxParameters;
import dev.davit.api.ecs.v1alpha1.LogConfiguration;
import dev.davit.api.ecs.v1alpha1.MountPoint;
import dev.davit.api.ecs.v1alpha1.PortMapping;
import dev.davit.api.ecs.v1alpha1.RuntimePlatform;
import dev.davit.api.ecs.v1alpha1.Secret;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionReason;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.Ulimit;
import dev.davit.api.ecs.v1alpha1.Volume;
import dev.davit.operator.kernel.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TaskDefinitionCheckTest {

    private static Outcome check(TaskDefinition definition, TaskDefinition... siblings) {
        return TaskDefinitionCheck.check(new TaskDefinitionInputs(definition, List.of(), List.of(siblings), false));
    }

    private static Outcome check(TaskDefinitionSpec spec) {
        return check(definition("report", spec));
    }

    private static void refused(TaskDefinitionSpec spec, TaskDefinitionReason reason, String words) {
        assertThat(check(spec)).isInstanceOfSatisfying(Outcome.Rejection.class, rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.message()).contains(words);
        });
    }

    @Test
    void acceptsTheSmallestDefinition() {
        assertThat(check(spec(container("main")))).isEqualTo(new Outcome.Accepted(""));
    }

    @Test
    void saysWhichFieldsHaveNoEffect() {
        TaskDefinitionSpec spec = spec(
                container(
                        "main",
                        c -> c.logConfiguration = log("awslogs"),
                        c -> c.logConfiguration.options = Map.of("awslogs-group", "app")),
                container("log", c -> c.hostname = "me"));
        spec.executionRoleARN = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole";
        assertThat(check(spec))
                .isEqualTo(new Outcome.Accepted("Without effect here: executionRoleARN,"
                        + " containerDefinitions[main].logConfiguration.options,"
                        + " containerDefinitions[log].hostname."));
    }

    private static LogConfiguration log(String driver) {
        LogConfiguration log = new LogConfiguration();
        log.logDriver = driver;
        return log;
    }

    @Test
    void aContainerIsStartedAgainOnlyWhereTheClusterCan() {
        TaskDefinitionSpec spec = spec(container("main"));
        spec.containerDefinitions.getFirst().restartPolicy = new ContainerRestartPolicy();
        spec.containerDefinitions.getFirst().restartPolicy.enabled = true;
        refused(spec, TaskDefinitionReason.FieldUnsupported, "restartPolicy is refused: it needs Kubernetes 1.35");
        assertThat(TaskDefinitionCheck.check(
                        new TaskDefinitionInputs(definition("report", spec), List.of(), List.of(), true)))
                .isInstanceOf(Outcome.Accepted.class);
        spec.containerDefinitions.getFirst().restartPolicy.enabled = false;
        assertThat(check(spec)).isInstanceOf(Outcome.Accepted.class);
    }

    static Stream<Arguments> refusedContainers() {
        return Stream.of(
                with("ulimits is refused", c -> c.ulimits = List.of(new Ulimit())),
                with("logDriver is refused", c -> c.logConfiguration = log("splunk")),
                with("privileged", c -> c.privileged = true),
                with("user root", c -> c.user = "root"),
                with("user 0:0", c -> c.user = "0:0"),
                with("user app", c -> c.user = "app"),
                with("capabilities.add", c -> {
                    c.linuxParameters = new LinuxParameters();
                    c.linuxParameters.capabilities = new KernelCapabilities();
                    c.linuxParameters.capabilities.add = List.of("SYS_ADMIN");
                }),
                with("hostPort", c -> {
                    PortMapping port = new PortMapping();
                    port.containerPort = 80;
                    port.hostPort = 8080;
                    c.portMappings = List.of(port);
                }),
                with("is an AWS ARN", c -> {
                    Secret secret = new Secret();
                    secret.name = "PASSWORD";
                    secret.valueFrom = "arn:aws:ssm:us-east-1:123456789012:parameter/db";
                    c.secrets = List.of(secret);
                }),
                with("names the volume data", c -> {
                    MountPoint mount = new MountPoint();
                    mount.sourceVolume = "data";
                    mount.containerPath = "/data";
                    c.mountPoints = List.of(mount);
                }),
                with("healthCheck.command", c -> {
                    c.healthCheck = new HealthCheck();
                    c.healthCheck.command = List.of("curl");
                }));
    }

    private static Arguments with(String words, Consumer<ContainerDefinition> edit) {
        return Arguments.of(words, edit);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedContainers")
    void refusesWhatAContainerCannotHaveAndNamesIt(String words, Consumer<ContainerDefinition> edit) {
        TaskDefinitionSpec spec = spec(container("main", edit));
        refused(spec, TaskDefinitionReason.FieldUnsupported, words);
        refused(spec, TaskDefinitionReason.FieldUnsupported, "container main");
    }

    static Stream<Arguments> refusedTasks() {
        return Stream.of(
                task("networkMode bridge", s -> s.networkMode = "bridge"),
                task("ipcMode host", s -> s.ipcMode = "host"),
                task("pidMode host", s -> s.pidMode = "host"),
                task("operatingSystemFamily WINDOWS_SERVER_2022_CORE", s -> {
                    s.runtimePlatform = new RuntimePlatform();
                    s.runtimePlatform.operatingSystemFamily = "WINDOWS_SERVER_2022_CORE";
                }),
                task("host.sourcePath", s -> {
                    Volume volume = new Volume();
                    volume.name = "data";
                    volume.host = new HostVolumeProperties();
                    volume.host.sourcePath = "/etc";
                    s.volumes = List.of(volume);
                }),
                task("ServiceAccount", s -> s.taskRoleARN = "Not_A_Name"));
    }

    private static Arguments task(String words, Consumer<TaskDefinitionSpec> edit) {
        return Arguments.of(words, edit);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedTasks")
    void refusesWhatATaskCannotHaveAndNamesIt(String words, Consumer<TaskDefinitionSpec> edit) {
        TaskDefinitionSpec spec = spec(container("main"));
        edit.accept(spec);
        refused(spec, TaskDefinitionReason.FieldUnsupported, words);
    }

    @Test
    void refusesASizeThatFargateDoesNotHave() {
        TaskDefinitionSpec spec = spec(container("main"));
        spec.memory = "8192";
        refused(spec, TaskDefinitionReason.SizeUnsupported, "cpu 256 with memory 8192");
    }

    @Test
    void refusesContainersThatDoNotFitTheTask() {
        refused(
                spec(container("a", c -> c.memory = 300), container("b", c -> c.memory = 300)),
                TaskDefinitionReason.SizeUnsupported,
                "600 MiB");
    }

    @Test
    void refusesADependencyThatCannotBe() {
        refused(
                spec(container("a", after("b", "START")), container("b", after("a", "START"))),
                TaskDefinitionReason.FieldUnsupported,
                "goes in a circle");
    }

    @Test
    void refusesATaskWithoutAnEssentialContainerOrWithTwoOfAName() {
        refused(spec(container("main", optional())), TaskDefinitionReason.FieldUnsupported, "essential");
        refused(spec(container("a"), container("a")), TaskDefinitionReason.FieldUnsupported, "two containers");
    }

    @Test
    void theOlderDefinitionKeepsTheFamily() {
        TaskDefinition older = definition("first", spec(container("main")));
        older.getSpec().family = "report";
        TaskDefinition younger = definition("report", spec(container("main")));
        younger.getMetadata().setCreationTimestamp("2026-01-02T00:00:00Z");
        assertThat(check(older, younger)).isInstanceOf(Outcome.Accepted.class);
        assertThat(check(younger, older)).isInstanceOfSatisfying(Outcome.Rejection.class, rejection -> {
            assertThat(rejection.reason()).isEqualTo(TaskDefinitionReason.FamilyTaken);
            assertThat(rejection.message()).contains("first");
        });
    }
}
