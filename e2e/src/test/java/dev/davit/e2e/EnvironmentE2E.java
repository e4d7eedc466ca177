package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Function pods have no power and no door: seen from the API server and from inside. */
@OnDavit
class EnvironmentE2E {

    private static final String LOOK_AROUND = """
            import os
            def lines(path):
                with open(path) as f:
                    return f.read().splitlines()
            def writable(path):
                try:
                    with open(path + '/probe', 'w'):
                        return True
                except OSError:
                    return False
            def handler(event, context):
                status = dict(line.split(':', 1) for line in lines('/proc/self/status') if ':' in line)
                listening = [l for f in ('tcp', 'tcp6') for l in lines('/proc/net/' + f)[1:] if l.split()[3] == '0A']
                return {'uid': os.getuid(), 'caps': status['CapEff'].strip(), 'nnp': status['NoNewPrivs'].strip(),
                        'seccomp': status['Seccomp'].strip(), 'token': os.path.exists('/var/run/secrets'),
                        'root': writable('/'), 'usr': writable('/usr'), 'tmp': writable('/tmp'), 'listening': len(listening),
                        'cwd': os.getcwd(), 'user': os.environ.get('GREETING')}""";

    @Test
    void anEnvironmentHasNoTokenNoCapabilityNoWritableRootAndListensOnNothing(Account account) {
        account.apply(Manifests.pythonFunction("looks", LOOK_AROUND)
                .replace("timeout: 10", "timeout: 10\n  environment: {variables: {GREETING: hi}}"));
        account.await(Function.class, "looks", Duration.ofMinutes(2), Stories::isReady);

        var seen = account.invoke("looks", "{}").payload().asUtf8String();

        assertThat(seen)
                .contains("\"caps\": \"0000000000000000\"")
                .contains("\"nnp\": \"1\"", "\"seccomp\": \"2\"")
                .contains("\"token\": false", "\"root\": false", "\"usr\": false", "\"tmp\": true")
                .contains("\"listening\": 0", "\"cwd\": \"/var/task\"", "\"user\": \"hi\"")
                .doesNotContain("\"uid\": 0");
    }

    @Test
    void anEnvironmentsPodIsRestrictedAndSizedByItsMemory(Account account) {
        account.apply(Manifests.pythonFunction("sized", "def handler(e, c):\n    return 1")
                .replace("timeout: 10", "timeout: 10\n  memorySize: 256"));
        account.await(Function.class, "sized", Duration.ofMinutes(2), Stories::isReady);
        account.invoke("sized", "{}");

        assertThat(account.pods("davit.dev/component", "environment"))
                .isNotEmpty()
                .allSatisfy(pod -> {
                    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
                    assertThat(pod.getSpec().getEnableServiceLinks()).isFalse();
                    assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
                    var container = pod.getSpec().getContainers().getFirst();
                    assertThat(container.getPorts()).isEmpty();
                    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                            .isTrue();
                    assertThat(container.getResources().getLimits()).containsKey("memory");
                    assertThat(container.getResources().getRequests().get("memory"))
                            .isEqualTo(container.getResources().getLimits().get("memory"));
                });
        assertThat(account.pods("davit.dev/component", "environment")).anySatisfy(pod -> assertThat(
                        pod.getSpec().getContainers().getFirst().getResources().getLimits())
                .containsEntry("memory", new Quantity("256Mi")));
    }
}
