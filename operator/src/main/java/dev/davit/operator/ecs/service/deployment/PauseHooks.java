package dev.davit.operator.ecs.service.deployment;

import dev.davit.api.ecs.v1alpha1.DeploymentLifecycleHook;
import dev.davit.api.ecs.v1alpha1.DeploymentLifecycleHookDetail;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pure: the pauses of a deployment. A stage with one waits before it does anything, until somebody says in an annotation of
 * the service how to go on, or until its time is over.
 */
public final class PauseHooks {

    /** Names the hook after which the deployment goes on. */
    public static final String CONTINUE = "ecs.davit.dev/continue-deployment";

    /** Names the hook at which the deployment goes back. */
    public static final String ROLLBACK = "ecs.davit.dev/rollback-deployment";

    private static final String WAITING = "AWAITING_ACTION";
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final String TIMED_OUT = "TIMED_OUT";
    private static final String CONTINUES = "CONTINUE";
    private static final int DEFAULT_MINUTES = 1440;

    private final List<DeploymentLifecycleHook> hooks;
    private final Map<String, String> said;

    private PauseHooks(List<DeploymentLifecycleHook> hooks, Map<String, String> said) {
        this.hooks = hooks;
        this.said = said;
    }

    public static PauseHooks of(Service service) {
        var configuration = service.getSpec().deploymentConfiguration;
        var annotations = service.getMetadata().getAnnotations();
        return new PauseHooks(
                configuration == null || configuration.lifecycleHooks == null
                        ? List.of()
                        : configuration.lifecycleHooks,
                annotations == null ? Map.of() : annotations);
    }

    /**
     * What a stage does about its pause.
     *
     * @param waiting whether it waits
     * @param until until when at most
     * @param rollback whether the deployment goes back
     * @param why the reason for that
     */
    public record Answer(boolean waiting, Optional<Instant> until, boolean rollback, String why) {
        private static final Answer GO = new Answer(false, Optional.empty(), false, "");

        private static Answer back(String why) {
            return new Answer(false, Optional.empty(), true, why);
        }
    }

    /** Looks at the pause of a stage, and writes into the deployment that it waits or is over. */
    public Answer at(ServiceDeployment deployment, Stage stage, Instant now) {
        Optional<DeploymentLifecycleHook> asked = hooks.stream()
                .filter(hook -> hook.lifecycleStages.contains(stage.name()))
                .findFirst();
        String id = deployment.number + "-" + stage.name();
        if (asked.isEmpty()) {
            waiting(deployment)
                    .filter(detail -> id.equals(detail.hookId))
                    .ifPresent(gone -> gone.status = SUCCEEDED); // nobody asks for the pause any more
            return Answer.GO;
        }
        DeploymentLifecycleHookDetail detail = detail(deployment, id, asked.get());
        boolean continued = TIMED_OUT.equals(detail.status) && CONTINUES.equals(detail.timeoutAction);
        if (SUCCEEDED.equals(detail.status) || continued) {
            return Answer.GO;
        }
        if (id.equals(said.get(ROLLBACK))) {
            detail.status = "FAILED";
            return Answer.back("lifecycle hook " + id + " was rolled back.");
        }
        if (id.equals(said.get(CONTINUE))) {
            detail.status = SUCCEEDED;
            return Answer.GO;
        }
        Instant expires = Instant.parse(detail.expiresAt);
        if (expires.isAfter(now)) {
            return new Answer(true, Optional.of(expires), false, "");
        }
        detail.status = TIMED_OUT;
        return CONTINUES.equals(detail.timeoutAction) ? Answer.GO : Answer.back("lifecycle hook " + id + " timed out.");
    }

    /** Whether the deployment waits for somebody now, and at which hook. */
    public static Optional<DeploymentLifecycleHookDetail> waiting(ServiceDeployment deployment) {
        return deployment.lifecycleHookDetails == null
                ? Optional.empty()
                : deployment.lifecycleHookDetails.stream()
                        .filter(detail -> WAITING.equals(detail.status))
                        .findFirst();
    }

    private static DeploymentLifecycleHookDetail detail(
            ServiceDeployment deployment, String id, DeploymentLifecycleHook hook) {
        List<DeploymentLifecycleHookDetail> known = deployment.lifecycleHookDetails == null
                ? new ArrayList<>()
                : new ArrayList<>(deployment.lifecycleHookDetails);
        deployment.lifecycleHookDetails = known;
        return known.stream()
                .filter(detail -> id.equals(detail.hookId))
                .findFirst()
                .orElseGet(() -> {
                    DeploymentLifecycleHookDetail detail = new DeploymentLifecycleHookDetail();
                    detail.hookId = id;
                    detail.targetType = "PAUSE";
                    detail.status = WAITING;
                    detail.expiresAt = Instant.parse(deployment.lifecycleStageSince)
                            .plus(timeout(hook))
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString();
                    detail.timeoutAction = hook.timeoutConfiguration == null || hook.timeoutConfiguration.action == null
                            ? "ROLLBACK"
                            : hook.timeoutConfiguration.action;
                    known.add(detail);
                    return detail;
                });
    }

    private static Duration timeout(DeploymentLifecycleHook hook) {
        Integer minutes = hook.timeoutConfiguration == null ? null : hook.timeoutConfiguration.timeoutInMinutes;
        return Duration.ofMinutes(minutes == null ? DEFAULT_MINUTES : minutes);
    }
}
