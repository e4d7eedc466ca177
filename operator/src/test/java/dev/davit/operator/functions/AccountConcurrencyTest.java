package dev.davit.operator.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasStatus;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountConcurrencyTest {

    private static Function function(String name, Integer reserved) {
        Function function = new Function();
        function.getMetadata().setName(name);
        function.setStatus(new FunctionStatus());
        function.getStatus().reservedConcurrentExecutions = reserved;
        return function;
    }

    private static ProvisionedConcurrencyStatus granted(int executions) {
        ProvisionedConcurrencyStatus status = new ProvisionedConcurrencyStatus();
        status.requestedProvisionedConcurrentExecutions = executions;
        return status;
    }

    private static Version version(String function, int provisioned) {
        Version version = new Version();
        version.getSpec().functionName = function;
        version.setStatus(new VersionStatus());
        version.getStatus().provisionedConcurrency = granted(provisioned);
        return version;
    }

    private static Alias alias(String function, int provisioned) {
        Alias alias = new Alias();
        alias.getSpec().functionName = function;
        alias.setStatus(new AliasStatus());
        alias.getStatus().provisionedConcurrency = granted(provisioned);
        return alias;
    }

    @Test
    void countsWhatOthersReserveOrWhereTheyDoNotWhatTheyHaveProvisioned() {
        AccountConcurrency account = new AccountConcurrency(
                List.of(
                        function("reserves", 50),
                        function("provisions", null),
                        function("neither", null),
                        function("own", 7)),
                List.of(version("reserves", 20), version("provisions", 3), version("own", 1)),
                List.of(alias("provisions", 4), alias("gone", 100)));
        assertThat(account.besides("own")).isEqualTo(50 + 3 + 4);
        assertThat(account.most(1000, "own")).isEqualTo(900 - 57);
        assertThat(account.most(120, "own")).isZero();
    }
}
