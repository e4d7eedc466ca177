package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Program;
import dev.davit.testkit.process.Repository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The chart's life: its own test, upgrade, rollback, uninstall and install again, with users' objects untouched. */
@OnDavit
@Isolated
class ChartE2E {

    @Test
    void helmTestInvokesAFunction(Davit davit) {
        assertThat(helm(davit, "test", "davit")).contains("Succeeded");
    }

    @Test
    void upgradeRollbackUninstallAndReinstallKeepUsersObjects(Davit davit, Account account) {
        account.apply(Manifests.pythonFunction("kept", "def handler(event, context):\n    return 'kept'"));
        account.await(Function.class, "kept", Duration.ofMinutes(2), Stories::isReady);
        var uid = account.get(Function.class, "kept").getMetadata().getUid();

        helm(
                davit,
                "upgrade",
                "davit",
                chart(),
                "--reuse-values",
                "--set",
                "gateway.podAnnotations.upgraded=yes",
                "--wait");
        helm(davit, "rollback", "davit", "--wait");
        helm(davit, "uninstall", "davit", "--wait");
        assertThat(account.get(Function.class, "kept").getMetadata().getUid()).isEqualTo(uid);
        assertThat(account.get(Function.class, "kept").getMetadata().getFinalizers())
                .isEmpty();
        Davit.install(davit.cluster());

        account.await(Function.class, "kept", Duration.ofMinutes(2), Stories::isReady);
        assertThat(account.invoke("kept", "{}").payload().asUtf8String()).isEqualTo("\"kept\"");
    }

    private static String chart() {
        return Repository.file("helm/davit").toString();
    }

    private static String helm(Davit davit, String... arguments) {
        var command = new ArrayList<>(List.of(Repository.helm()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--namespace", Davit.NAMESPACE, "--timeout", "3m"));
        return Program.of(command)
                .with("KUBECONFIG", davit.cluster().kubeconfig().toString())
                .within(Duration.ofMinutes(5))
                .output();
    }
}
