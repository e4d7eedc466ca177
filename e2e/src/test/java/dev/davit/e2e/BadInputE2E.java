package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user gets wrong is told in a sentence with the fix, and leaves nothing behind. */
@OnDavit
class BadInputE2E {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String HANDLER = "def handler(event, context):\n    return 1";

    @ParameterizedTest
    @CsvSource({"memorySize: 100,memorySize", "timeout: 901,timeout", "packageType: Image,imageURI"})
    void aValueOutsideItsLimitsIsRefusedAtApply(String line, String named, Account account) {
        var manifest = Manifests.pythonFunction("refused", HANDLER).replace("timeout: 10", line);

        assertThatThrownBy(() -> account.apply(manifest))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(named);
        assertThat(account.get(Function.class, "refused")).isNull();
    }

    @Test
    void cpuAndMemoryOutsideTheFargateTableAreRefusedAtApply(Account account) {
        var manifest = Manifests.task("toolarge", "true", "timeout: 1").replace("\"512\"", "\"8192\"");

        assertThatThrownBy(() -> account.apply(manifest))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("512, 1024 or 2048");
    }

    @Test
    void codeOverTheLimitIsRefused(Account account) {
        var manifest = Manifests.pythonFunction("toomuch", HANDLER + "\n# " + "x".repeat(950_000));

        assertThatThrownBy(() -> account.apply(manifest))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("inline");
    }

    @Test
    void anUnknownRuntimeIsNamedWithTheKnownOnes(Account account) {
        account.apply(Manifests.pythonFunction("cobol", HANDLER).replace("python3.11", "cobol85"));

        var function = account.await(
                Function.class,
                "cobol",
                SOON,
                f -> f.getStatus() != null && Stories.is(f.getStatus().conditions, "Accepted", "False"));

        assertThat(Stories.condition(function.getStatus().conditions, "Accepted")
                        .orElseThrow()
                        .getMessage())
                .contains("cobol85", "python3.11", "nodejs22.x");
        assertThat(revisionsOf(account, "cobol")).isZero();
    }

    @Test
    void anImageThatDoesNotExistIsToldInTheFunctionsStatus(Account account) {
        account.apply(Manifests.imageFunction("noimage", "registry.davit.dev/no-such-image:1"));

        // Beside other stories the cluster may be full for a while, and the function says that first.
        account.await(
                Function.class,
                "noimage",
                SOON,
                f -> f.getStatus() != null
                        && Stories.condition(f.getStatus().conditions, "Ready")
                                .filter(ready -> "False".equals(ready.getStatus())
                                        && ready.getMessage().contains("no-such-image"))
                                .isPresent());
    }

    @Test
    void aFunctionDeletedWhileStartingLeavesNothing(Account account) {
        account.apply(Manifests.imageFunction("gone", "registry.davit.dev/example-python-image:0.1.0-dev"));
        account.client()
                .resources(Function.class)
                .inNamespace(account.namespace())
                .withName("gone")
                .delete();

        Awaitility.await()
                .atMost(SOON)
                .until(() -> revisionsOf(account, "gone") == 0
                        && account.pods("lambda.davit.dev/function", "gone").isEmpty());
    }

    @Test
    void functionsOfTheSameNameInTwoNamespacesAreTwoFunctions(Account account, Davit davit) {
        try (var other = davit.newAccount("twin")) {
            account.apply(Manifests.pythonFunction("twin", "def handler(e, c):\n    return 'one'"));
            other.apply(Manifests.pythonFunction("twin", "def handler(e, c):\n    return 'two'"));
            account.await(Function.class, "twin", SOON, Stories::isReady);
            other.await(Function.class, "twin", SOON, Stories::isReady);

            assertThat(account.invoke("twin", "{}").payload().asUtf8String()).isEqualTo("\"one\"");
            assertThat(other.invoke("twin", "{}").payload().asUtf8String()).isEqualTo("\"two\"");
        }
    }

    private static long revisionsOf(Account account, String function) {
        return account.client()
                .resources(FunctionRevision.class)
                .inNamespace(account.namespace())
                .withLabel("lambda.davit.dev/function", function)
                .list()
                .getItems()
                .size();
    }
}
