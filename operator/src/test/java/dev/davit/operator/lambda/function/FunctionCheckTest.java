package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Reference;
import dev.davit.api.common.ReferenceFrom;
import dev.davit.api.lambda.v1alpha1.DurableConfig;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.FunctionEnvironment;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.SnapStart;
import dev.davit.api.lambda.v1alpha1.TracingConfig;
import dev.davit.api.lambda.v1alpha1.VPCConfig;
import dev.davit.operator.ec2.placement.Placement.Answer;
import dev.davit.operator.ec2.placement.Placement.Lack;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Outcome.Accepted;
import dev.davit.operator.kernel.Outcome.Rejection;
import dev.davit.operator.kernel.Outcome.Waiting;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionCheckTest {
    private static Outcome check(GivenFunction given) {
        return FunctionCheck.check(given.inputs());
    }

    private static void refused(GivenFunction given, FunctionReason reason, String... words) {
        assertThat(check(given)).isInstanceOfSatisfying(Rejection.class, rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.message()).contains(words);
        });
    }

    private static void waits(GivenFunction given, FunctionReason reason, String... words) {
        assertThat(check(given)).isInstanceOfSatisfying(Waiting.class, waiting -> {
            assertThat(waiting.reason()).isEqualTo(reason);
            assertThat(waiting.message()).contains(words);
        });
    }

    @Test
    void acceptsInlineCodeImagesAndConfigMaps() {
        assertThat(check(GivenFunction.python())).isEqualTo(new Accepted());
        assertThat(check(GivenFunction.image())).isEqualTo(new Accepted());
        assertThat(check(GivenFunction.configMap(Map.of("app.py", "x")))).isEqualTo(new Accepted());
    }

    @Test
    void refusesANameThatSaysSomethingElseThanItsMetadata() {
        refused(
                GivenFunction.python().spec(s -> s.name = "other"),
                FunctionReason.NameInvalid,
                "\"other\"",
                "\"hello\"");
        assertThat(check(GivenFunction.python().spec(s -> s.name = "hello"))).isInstanceOf(Accepted.class);
        refused(GivenFunction.python().named("with.dot"), FunctionReason.NameInvalid, "no dots");
        refused(GivenFunction.python().named("a".repeat(64)), FunctionReason.NameInvalid, "63");
    }

    @Test
    void refusesAnUnknownRuntimeAndListsTheAvailable() {
        refused(
                GivenFunction.python().spec(s -> s.runtime = "python2.7"),
                FunctionReason.RuntimeNotFound,
                "\"python2.7\"",
                "nodejs22.x, python3.11");
    }

    @Test
    void refusesBucketsByReferenceForThereAreNone() {
        refused(
                GivenFunction.python().spec(s -> {
                    s.code = new FunctionCode();
                    s.code.s3Key = "code.zip";
                    s.code.s3BucketRef = new Reference();
                }),
                FunctionReason.ReferenceUnsupported,
                "code.s3BucketRef",
                "code.s3Bucket");
    }

    @Test
    void countsCodeInBytesNotCharacters() {
        String two = "é".repeat(FunctionCheck.CODE_LIMIT / 2);
        refused(
                GivenFunction.python().spec(s -> s.code.inline = Map.of("app.py", two)),
                FunctionReason.CodeTooLarge,
                "921,606",
                "921,600");
        String fits = "x".repeat(FunctionCheck.CODE_LIMIT - "app.py".length());
        assertThat(check(GivenFunction.python().spec(s -> s.code.inline = Map.of("app.py", fits))))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "a/../../x", "a//b", "./a", "a\\b", ""})
    void refusesFilesThatLeaveTheCodeFolder(String file) {
        refused(
                GivenFunction.python().spec(s -> s.code.inline = Map.of(file, "x")),
                FunctionReason.CodeInvalid,
                "leaves the code folder");
    }

    @Test
    void refusesAFileThatIsAFolderToo() {
        refused(
                GivenFunction.python().spec(s -> s.code.inline = Map.of("app.py", "x", "app.py/x.py", "y")),
                FunctionReason.CodeInvalid,
                "\"app.py\" is the name of a file and of a folder with files in it; rename one of them.");
        assertThat(check(GivenFunction.python()
                        .spec(s -> s.code.inline = Map.of("app.py", "x", "app/x.py", "y", "app.pyc", "z"))))
                .isEqualTo(new Accepted());
    }

    @Test
    void refusesAnEmptyConfigMap() {
        refused(GivenFunction.configMap(Map.of()), FunctionReason.CodeInvalid, "no file");
    }

    @Test
    void waitsForWhatIsNotThereYet() {
        waits(GivenFunction.configMap(null), FunctionReason.ConfigMapNotFound, "\"code\"");
        waits(
                GivenFunction.python().withoutRole().spec(s -> s.role = "worker"),
                FunctionReason.RoleNotFound,
                "\"worker\"");
    }

    @Test
    void readsTheRoleFromAnArnOrAReference() {
        assertThat(FunctionRole.serviceAccount(GivenFunction.python()
                        .spec(s -> s.role = "arn:aws:iam::123456789012:role/service-role/worker")
                        .inputs()
                        .spec()))
                .contains("worker");
        assertThat(FunctionRole.serviceAccount(GivenFunction.python()
                        .spec(s -> s.roleRef = reference("worker", null))
                        .inputs()
                        .spec()))
                .contains("worker");
        refused(
                GivenFunction.python().spec(s -> s.roleRef = reference("worker", "other")),
                FunctionReason.ReferenceUnsupported,
                "\"other\"");
    }

    private static Reference reference(String name, String namespace) {
        Reference reference = new Reference();
        reference.from = new ReferenceFrom();
        reference.from.name = name;
        reference.from.namespace = namespace;
        return reference;
    }

    @Test
    void refusesReservedAndTooLargeEnvironments() {
        refused(
                GivenFunction.python().spec(s -> s.environment = environment("AWS_REGION", "x")),
                FunctionReason.EnvironmentReserved,
                "AWS_REGION");
        refused(
                GivenFunction.python().spec(s -> s.environment = environment("A", "é".repeat(2048))),
                FunctionReason.EnvironmentTooLarge,
                "4,104",
                "4,096");
        assertThat(check(GivenFunction.python().spec(s -> s.environment = environment("AWS_PROFILE_NAME", "x"))))
                .isInstanceOf(Accepted.class);
    }

    private static FunctionEnvironment environment(String name, String value) {
        FunctionEnvironment environment = new FunctionEnvironment();
        environment.variables = Map.of(name, value);
        return environment;
    }

    @Test
    void refusesWhatWouldChangeTheFunctionAndNamesWhatHasNoEffect() {
        refused(
                GivenFunction.python().spec(s -> s.durableConfig = new DurableConfig()),
                FunctionReason.FieldUnsupported,
                "spec.durableConfig");
        assertThat(check(GivenFunction.python().spec(s -> s.vpcConfig = new VPCConfig())))
                .isEqualTo(new Accepted());
        assertThat(check(GivenFunction.python().spec(s -> {
                    s.snapStart = new SnapStart();
                    s.tracingConfig = new TracingConfig();
                })))
                .isEqualTo(new Accepted("spec.snapStart, spec.tracingConfig have no effect yet."));
    }

    @Test
    void waitsForItsNetworkAndIsRefusedWhenItCannotCome() {
        FunctionNetwork missing = new FunctionNetwork(
                Optional.of(new Answer.Missing(Lack.GROUP, "Waiting for the SecurityGroup \"web\".")));
        assertThat(check(GivenFunction.python().network(missing)))
                .isEqualTo(new Waiting(FunctionReason.SecurityGroupNotReady, "Waiting for the SecurityGroup \"web\"."));
        FunctionNetwork invalid = new FunctionNetwork(Optional.of(new Answer.Missing(Lack.INVALID, "Several VPCs.")));
        assertThat(check(GivenFunction.python().network(invalid)))
                .isEqualTo(new Rejection(FunctionReason.NetworkInvalid, "Several VPCs."));
    }
}
