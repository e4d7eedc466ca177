package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Applying twice and reconciling everything again writes nothing; a namespace goes away with the operator up and with it down. */
@OnDavit
@Isolated
class ConvergenceE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void aSecondApplyAndASecondReconcileMoveNoResourceVersion(Account account) {
        applyExamples(account);
        var before = quiet(account);

        applyExamples(account);
        restartOperator(account.davit());
        var after = quiet(account);

        assertThat(after).isEqualTo(before);
    }

    @Test
    void aNamespaceIsDeletedWithTheOperatorUpAndWithItDown(Davit davit) {
        var up = davit.newAccount("up");
        applyExamples(up);
        awaitGone(davit, up);

        var down = davit.newAccount("down");
        applyExamples(down);
        Stories.scaleOperator(davit, 0);
        try {
            awaitGone(davit, down);
        } finally {
            Stories.scaleOperator(davit, 1);
        }
    }

    private static void applyExamples(Account account) {
        for (var example : new String[] {"01-hello-python", "02-hello-node", "03-image-function", "04-task"}) {
            account.apply(Repository.file("examples/" + example));
        }
        for (var function : new String[] {"hello-python", "hello-node", "hello-image"}) {
            account.await(Function.class, function, SOON, Stories::isReady);
        }
        account.await(
                Task.class,
                "report",
                SOON,
                task -> task.getStatus() != null && "STOPPED".equals(task.getStatus().lastStatus));
    }

    /** Every resourceVersion here and every pod, once none has moved for a while: pods warm up and gateways record claims a little later. */
    private static Map<String, String> quiet(Account account) {
        var last = new TreeMap<String, String>();
        Awaitility.await().atMost(SOON).pollInterval(Duration.ofSeconds(3)).until(() -> {
            var now = versions(account);
            boolean same = now.equals(last);
            last.clear();
            last.putAll(now);
            return same;
        });
        return last;
    }

    private static Map<String, String> versions(Account account) {
        var versions = new TreeMap<String, String>();
        Stream.of(
                        Function.class,
                        FunctionRevision.class,
                        EnvironmentPool.class,
                        TaskDefinition.class,
                        Task.class,
                        Pod.class,
                        io.fabric8.kubernetes.api.model.apps.ControllerRevision.class)
                .flatMap(kind ->
                        account.client().resources(kind).inNamespace(account.namespace()).list().getItems().stream())
                .map(HasMetadata.class::cast)
                .forEach(object -> versions.put(
                        object.getKind() + "/" + object.getMetadata().getName(),
                        object instanceof Pod pod
                                ? withoutStatus(pod)
                                : object.getMetadata().getResourceVersion()));
        return versions;
    }

    /** Of a pod what the operator writes: the kubelet writes its status when it likes. */
    private static String withoutStatus(Pod pod) {
        return Serialization.asJson(new PodBuilder(pod)
                .editMetadata()
                .withManagedFields()
                .withResourceVersion(null)
                .endMetadata()
                .withStatus(null)
                .build());
    }

    private static void awaitGone(Davit davit, Account account) {
        account.close();
        Awaitility.await("namespace " + account.namespace() + " gone")
                .atMost(SOON)
                .until(() -> davit.client()
                                .namespaces()
                                .withName(account.namespace())
                                .get()
                        == null);
    }

    private static void restartOperator(Davit davit) {
        Stories.scaleOperator(davit, 0);
        Stories.scaleOperator(davit, 1);
    }
}
