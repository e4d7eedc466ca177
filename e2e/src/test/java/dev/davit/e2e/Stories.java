package dev.davit.e2e;

import dev.davit.api.davit.v1alpha1.EnvironmentClaim;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;

/** What stories have in common: what they read off objects, and the operator they turn off and on. */
final class Stories {

    private Stories() {}

    static boolean isReady(Function function) {
        var status = function.getStatus();
        return status != null
                && function.getMetadata().getGeneration().equals(status.observedGeneration)
                && is(status.conditions, "Ready", "True");
    }

    static boolean is(List<Condition> conditions, String type, String status) {
        return condition(conditions, type)
                .map(condition -> condition.getStatus().equals(status))
                .orElse(false);
    }

    static Optional<Condition> condition(List<Condition> conditions, String type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream().filter(c -> c.getType().equals(type)).findFirst();
    }

    /** Which pods of the account run which revision, as the gateway has written it down. */
    static List<EnvironmentClaim> claims(Account account) {
        return pools(account).stream()
                .map(pool -> pool.getSpec().claims)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .toList();
    }

    static List<EnvironmentPool> pools(Account account) {
        return account.client()
                .resources(EnvironmentPool.class)
                .inNamespace(account.namespace())
                .list()
                .getItems();
    }

    /** Ends every gateway, without a farewell. */
    static void killGateways(Davit davit) {
        davit.client()
                .pods()
                .inNamespace(Davit.NAMESPACE)
                .withLabel("app.kubernetes.io/component", "gateway")
                .withGracePeriod(0)
                .delete();
    }

    /** Lets so many operators run, and waits until they do. */
    static void scaleOperator(Davit davit, int replicas) {
        var operator =
                davit.client().apps().deployments().inNamespace(Davit.NAMESPACE).withName("davit-operator");
        operator.scale(replicas);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> davit
                                .client()
                                .pods()
                                .inNamespace(Davit.NAMESPACE)
                                .withLabel("app.kubernetes.io/component", "operator")
                                .list()
                                .getItems()
                                .stream()
                                .filter(Readiness::isPodReady)
                                .count()
                        == replicas);
    }
}
