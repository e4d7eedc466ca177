package dev.davit.operator.fargate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Reference;
import dev.davit.api.common.ReferenceFrom;
import dev.davit.api.ecs.v1alpha1.HealthCheck;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.fargate.TaskRole;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldFormsTest {

    @Test
    void aUserIsANumberAboveZero() {
        assertThat(RunAs.problem(null)).isEmpty();
        assertThat(RunAs.problem("1000")).isEmpty();
        assertThat(RunAs.problem("1000:2000")).isEmpty();
        assertThat(RunAs.parse("1000:2000")).contains(new RunAs(1000, 2000L));
        for (String root : List.of("root", "root:root", "0", "0:0", "00")) {
            assertThat(RunAs.problem(root)).as(root).hasValueSatisfying(m -> assertThat(m)
                    .contains("without root"));
        }
        assertThat(RunAs.problem("app")).hasValueSatisfying(m -> assertThat(m).contains("by number"));
    }

    @Test
    void aSecretComesFromAKeyOfASecretOrConfigMap() {
        assertThat(SecretSource.parse("db:password")).contains(new SecretSource(false, "db", "password"));
        assertThat(SecretSource.parse("secret/db:pass.word")).contains(new SecretSource(false, "db", "pass.word"));
        assertThat(SecretSource.parse("configMap/app:LEVEL")).contains(new SecretSource(true, "app", "LEVEL"));
        assertThat(SecretSource.problem("db:password")).isEmpty();
        assertThat(SecretSource.problem("arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf"))
                .hasValueSatisfying(m -> assertThat(m).contains("is an AWS ARN", "<secret>:<key>"));
        for (String wrong : new String[] {"db", "db:", ":key", "DB:key", "a/b:c", null}) {
            assertThat(SecretSource.problem(wrong)).as(String.valueOf(wrong)).isPresent();
        }
    }

    @Test
    void aTaskRoleIsAServiceAccount() {
        TaskDefinitionSpec spec = new TaskDefinitionSpec();
        assertThat(TaskRole.of(spec)).isEmpty();
        spec.taskRoleARN = "arn:aws:iam::123456789012:role/team/reporter";
        assertThat(TaskRole.of(spec)).contains("reporter");
        spec.taskRoleARN = "Not_A_Name";
        assertThat(TaskRole.problem(spec, "apps")).isPresent();
        spec.taskRoleRef = new Reference();
        spec.taskRoleRef.from = new ReferenceFrom();
        spec.taskRoleRef.from.name = "writer";
        assertThat(TaskRole.of(spec)).contains("writer");
        assertThat(TaskRole.problem(spec, "apps")).isEmpty();
        spec.taskRoleRef.from.namespace = "others";
        assertThat(TaskRole.problem(spec, "apps")).isPresent();
    }

    @Test
    void aContainerNameIsMadeFitForKubernetesAndStaysUnique() {
        assertThat(ContainerName.of("main")).isEqualTo("main");
        assertThat(ContainerName.of("My_App")).matches("my-app-[a-z2-7]{6}");
        assertThat(ContainerName.of("my_app")).isNotEqualTo(ContainerName.of("My_App"));
        assertThat(ContainerName.of("_")).matches("c-[a-z2-7]{6}");
        assertThat(ContainerName.of("x".repeat(255))).hasSize(63).matches("x{56}-[a-z2-7]{6}");
    }

    @Test
    void aHealthCheckRunsAProgramOrAShell() {
        HealthCheck check = new HealthCheck();
        check.command = List.of("CMD-SHELL", "curl -f localhost || exit 1");
        assertThat(HealthCheckCommand.of(check)).contains(List.of("/bin/sh", "-c", "curl -f localhost || exit 1"));
        assertThat(HealthCheckCommand.judgedAfterSeconds(check)).isEqualTo(90);
        check.command = List.of("CMD", "/bin/check", "-q");
        assertThat(HealthCheckCommand.of(check)).contains(List.of("/bin/check", "-q"));
        check.command = List.of("NONE");
        assertThat(HealthCheckCommand.of(check)).isEmpty();
        assertThat(HealthCheckCommand.problem(check)).isEmpty();
        check.command = List.of("curl", "localhost");
        assertThat(HealthCheckCommand.problem(check)).isPresent();
        check.command = List.of("CMD");
        assertThat(HealthCheckCommand.problem(check)).isPresent();
    }
}
