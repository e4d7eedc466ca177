package dev.davit.operator.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolStatus;
import dev.davit.api.davit.v1alpha1.ProvisionedEnvironments;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyState;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvisionedProgressTest {
    private static final String REVISION = "hello-v1";

    private static EnvironmentPool pool(int allocated, int available, String failure) {
        EnvironmentPool pool = new EnvironmentPool();
        ProvisionedEnvironments environments = new ProvisionedEnvironments();
        environments.revision = REVISION;
        environments.requested = 5;
        environments.allocated = allocated;
        environments.available = available;
        environments.failure = failure;
        pool.getSpec().provisioned = List.of(environments);
        return pool;
    }

    private static EnvironmentPool trouble(EnvironmentPool pool, String reason) {
        pool.setStatus(new EnvironmentPoolStatus());
        pool.getStatus().conditions = List.of(new ConditionBuilder()
                .withType("Ready")
                .withStatus("False")
                .withReason(reason)
                .withMessage("because of " + reason)
                .build());
        return pool;
    }

    private static ProvisionedProgress of(int requested, int before, EnvironmentPool pool) {
        return ProvisionedProgress.of(requested, before, REVISION, Optional.ofNullable(pool));
    }

    @Test
    void isInProgressUntilAllAreInitialised() {
        assertThat(of(2, 0, null).state()).isEqualTo(ProvisionedConcurrencyState.IN_PROGRESS);
        ProvisionedProgress half = of(2, 0, pool(2, 1, null));
        assertThat(half.state()).isEqualTo(ProvisionedConcurrencyState.IN_PROGRESS);
        assertThat(half.status().allocatedProvisionedConcurrentExecutions).isEqualTo(2);
        assertThat(half.status().availableProvisionedConcurrentExecutions).isEqualTo(1);
        ProvisionedProgress all = of(2, 0, pool(2, 2, null));
        assertThat(all.state()).isEqualTo(ProvisionedConcurrencyState.READY);
        assertThat(all.status().status).isEqualTo("READY");
        assertThat(all.status().statusReason).isNull();
        assertThat(all.message()).isEqualTo("2 environments are initialised.");
    }

    @Test
    void failsWithAwssWordWhenTheFunctionCannotInitialiseAndSaysWhy() {
        ProvisionedProgress failed = of(2, 0, pool(1, 1, "Runtime.ImportModuleError: no module"));
        assertThat(failed.state()).isEqualTo(ProvisionedConcurrencyState.FAILED);
        assertThat(failed.status().statusReason).isEqualTo("FUNCTION_ERROR_INIT_FAILURE");
        assertThat(failed.message()).contains("Runtime.ImportModuleError: no module");
        assertThat(of(1, 0, pool(1, 1, "once")).state())
                .as("as many as were asked for are there")
                .isEqualTo(ProvisionedConcurrencyState.READY);
    }

    @Test
    void failsWithThePoolsReasonAndWaitsForRoom() {
        ProvisionedProgress image = of(1, 0, trouble(pool(1, 0, null), "ImagePullFailed"));
        assertThat(image.state()).isEqualTo(ProvisionedConcurrencyState.FAILED);
        assertThat(image.reason()).isEqualTo("ImagePullFailed");
        assertThat(image.message()).isEqualTo("because of ImagePullFailed");
        assertThat(of(1, 0, trouble(pool(1, 0, null), "EnvironmentCrashed")).reason())
                .isEqualTo("FUNCTION_ERROR_INIT_FAILURE");
        ProvisionedProgress full = of(1, 0, trouble(pool(1, 0, null), "Unschedulable"));
        assertThat(full.state()).isEqualTo(ProvisionedConcurrencyState.IN_PROGRESS);
        assertThat(full.message()).isEqualTo("because of Unschedulable");
        assertThat(of(1, 0, trouble(pool(1, 1, null), "Unschedulable")).state())
                .isEqualTo(ProvisionedConcurrencyState.READY);
    }

    @Test
    void sharesARevisionsEnvironmentsByAge() {
        EnvironmentPool pool = pool(5, 3, null);
        assertThat(of(2, 0, pool).available()).isEqualTo(2);
        assertThat(of(3, 2, pool).available()).isEqualTo(1);
        assertThat(of(3, 2, pool).allocated()).isEqualTo(3);
    }
}
