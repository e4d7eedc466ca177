package dev.davit.operator.ecs.service.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.DeploymentConfiguration;
import dev.davit.api.ecs.v1alpha1.DeploymentLifecycleHook;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauseHooksTest {

    private static final Instant NOW = Instant.parse("2026-11-27T01:02:03Z");

    private final Service service = new Service();
    private final ServiceDeployment deployment = new ServiceDeployment();

    PauseHooksTest() {
        DeploymentLifecycleHook hook = new DeploymentLifecycleHook();
        hook.lifecycleStages = List.of(Stage.POST_SCALE_UP.name());
        service.getSpec().deploymentConfiguration = new DeploymentConfiguration();
        service.getSpec().deploymentConfiguration.lifecycleHooks = List.of(hook);
        deployment.number = 3L;
        deployment.lifecycleStageSince = NOW.toString();
    }

    private PauseHooks.Answer look() {
        return PauseHooks.of(service).at(deployment, Stage.POST_SCALE_UP, NOW);
    }

    @Test
    void aStageWaitsAtItsHook() {
        assertThat(look().waiting()).isTrue();
        assertThat(PauseHooks.waiting(deployment)).get().satisfies(detail -> assertThat(detail.hookId)
                .isEqualTo("3-POST_SCALE_UP"));
    }

    @Test
    void aHookThatIsTakenAwayHoldsNothingAndIsSaidToBeOver() {
        look();
        service.getSpec().deploymentConfiguration.lifecycleHooks = null;
        assertThat(look().waiting()).isFalse();
        assertThat(PauseHooks.waiting(deployment)).isEmpty();
        assertThat(deployment.lifecycleHookDetails).singleElement().satisfies(detail -> assertThat(detail.status)
                .isEqualTo("SUCCEEDED"));
    }
}
