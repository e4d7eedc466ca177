package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.NetworkClass;
import dev.davit.api.lambda.v1alpha1.EphemeralStorage;
import dev.davit.api.lambda.v1alpha1.FunctionEnvironment;
import dev.davit.api.lambda.v1alpha1.LoggingConfig;
import dev.davit.api.lambda.v1alpha1.SecretKeyReference;
import dev.davit.api.lambda.v1alpha1.SecretVariable;
import dev.davit.operator.ec2.placement.Placement.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionObjectsTest {
    private static FunctionRevision revision(GivenFunction given) {
        return FunctionObjects.revision(given.inputs());
    }

    private static String name(GivenFunction given) {
        return revision(given).getMetadata().getName();
    }

    @Test
    void fillsInWhatAwsWould() {
        var spec = revision(GivenFunction.python()).getSpec();
        assertThat(spec.memorySize).isEqualTo(128);
        assertThat(spec.timeout).isEqualTo(3);
        assertThat(spec.ephemeralStorageSize).isEqualTo(512);
        assertThat(spec.codeSize).isEqualTo("app.py".length() + 1);
    }

    @Test
    void leavesAnImageItsOwnTmpUnlessItsUserAsksForASize() {
        GivenFunction image = GivenFunction.image();
        assertThat(revision(image).getSpec().ephemeralStorageSize).isNull();
        EphemeralStorage asked = new EphemeralStorage();
        asked.size = 512;
        assertThat(revision(image.spec(s -> s.ephemeralStorage = asked)).getSpec().ephemeralStorageSize)
                .isEqualTo(512);
    }

    @Test
    void keepsTheFormOfTheLogInTheRevision() {
        LoggingConfig logging = new LoggingConfig();
        logging.logFormat = "JSON";
        GivenFunction json = GivenFunction.python().spec(s -> s.loggingConfig = logging);
        assertThat(revision(json).getSpec().loggingConfig).isSameAs(logging);
        assertThat(name(json)).isNotEqualTo(name(GivenFunction.python()));
    }

    @Test
    void namesEqualContentEqually() {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("a.py", "1");
        one.put("b.py", "2");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("b.py", "2");
        other.put("a.py", "1");
        assertThat(name(GivenFunction.python().spec(s -> s.code.inline = one)))
                .isEqualTo(name(GivenFunction.python().spec(s -> s.code.inline = other)))
                .isEqualTo(name(GivenFunction.configMap(one)));
        assertThat(name(GivenFunction.python().spec(s -> s.description = "nothing to do with it")))
                .isEqualTo(name(GivenFunction.python()));
    }

    @Test
    void namesOtherContentOtherwise() {
        assertThat(name(GivenFunction.python()))
                .isNotEqualTo(name(GivenFunction.python().spec(s -> s.timeout = 4)));
        assertThat(name(GivenFunction.python()))
                .isNotEqualTo(name(GivenFunction.python().spec(s -> s.code.inline = Map.of("app.py", "y"))));
        assertThat(name(GivenFunction.python()))
                .isNotEqualTo(name(GivenFunction.python().spec(s -> {
                    s.environment = new FunctionEnvironment();
                    s.environment.variables = Map.of("A", "b");
                })));
    }

    @Test
    void tellsFilesApartThatOnlyJoinEqually() {
        assertThat(FunctionContent.sha256(Map.of("a", "bc"))).isNotEqualTo(FunctionContent.sha256(Map.of("ab", "c")));
    }

    @Test
    void sharesAPoolAmongEqualClassesOnly() {
        String pool = revision(GivenFunction.python()).getSpec().environmentPool;
        assertThat(pool).matches("python311-128-[a-z2-7]{8}");
        assertThat(revision(GivenFunction.python().named("other")).getSpec().environmentPool)
                .isEqualTo(pool);
        assertThat(revision(GivenFunction.python().spec(s -> s.role = "worker")).getSpec().environmentPool)
                .isNotEqualTo(pool);
        assertThat(revision(GivenFunction.python().spec(s -> s.memorySize = 256))
                        .getSpec()
                        .environmentPool)
                .isNotEqualTo(pool);
    }

    @Test
    void keepsEnvironmentsWithSecretsApartFromThoseWithout() {
        String pool = revision(GivenFunction.python()).getSpec().environmentPool;
        FunctionRevision secret = revision(secret("database"));
        assertThat(secret.getSpec().secrets).hasSize(1);
        assertThat(secret.getSpec().environmentPool)
                .isNotEqualTo(pool)
                .isEqualTo(revision(secret("database").named("other")).getSpec().environmentPool)
                .isNotEqualTo(revision(secret("other")).getSpec().environmentPool);
    }

    private static GivenFunction secret(String name) {
        SecretVariable variable = new SecretVariable();
        variable.name = "PASSWORD";
        variable.secretKeyRef = new SecretKeyReference();
        variable.secretKeyRef.name = name;
        variable.secretKeyRef.key = "password";
        return GivenFunction.python().spec(s -> {
            s.environment = new FunctionEnvironment();
            s.environment.secrets = List.of(variable);
        });
    }

    @Test
    void givesAnImageAPoolOfItsOwn() {
        FunctionRevision revision = revision(GivenFunction.image());
        assertThat(revision.getSpec().environmentPool)
                .isEqualTo(revision.getMetadata().getName());
        assertThat(revision.getSpec().code).isNull();
        assertThat(revision.getMetadata().getLabels()).containsEntry(Labels.PACKAGE_TYPE, Labels.IMAGE);
    }

    @Test
    void keepsNamesWithinTheLimit() {
        assertThat(name(GivenFunction.python().named("f".repeat(63)))).hasSizeLessThanOrEqualTo(63);
    }

    /** A warm environment stands behind its policies already, so functions of different networks share none. */
    @Test
    void givesFunctionsOfDifferentNetworksPoolsOfTheirOwn() {
        NetworkClass network = new NetworkClass();
        network.vpc = "main";
        network.subnets = List.of("a", "b");
        network.securityGroups = List.of("web");
        FunctionRevision inside = FunctionObjects.revision(GivenFunction.python()
                .network(new FunctionNetwork(Optional.of(new Answer.Found(network))))
                .inputs());
        FunctionRevision outside =
                FunctionObjects.revision(GivenFunction.python().inputs());
        assertThat(inside.getSpec().network).isEqualTo(network);
        assertThat(outside.getSpec().network).isNull();
        assertThat(inside.getSpec().environmentPool).isNotEqualTo(outside.getSpec().environmentPool);
        assertThat(inside.getMetadata().getName())
                .isNotEqualTo(outside.getMetadata().getName());
    }
}
