package dev.davit.operator.ecs.service.deployment;

import dev.davit.api.ecs.v1alpha1.CanaryConfiguration;
import dev.davit.api.ecs.v1alpha1.DeploymentConfiguration;
import dev.davit.api.ecs.v1alpha1.LinearConfiguration;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.operator.ecs.service.plan.Sizes;
import dev.davit.operator.ecs.service.plan.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Pure: takes the newest deployment from stage to stage, for strategies that shift traffic.
 *
 * @param spec what is asked for
 * @param book the deployments
 * @param tasks the tasks
 * @param inForce whether requests go where a deployment, as it is written at that moment, wants them
 * @param hooks the pauses that somebody asked for
 * @param now the time of the pass
 */
public record StagedRollout(
        ServiceSpec spec,
        DeploymentBook book,
        List<TaskView> tasks,
        Predicate<ServiceDeployment> inForce,
        PauseHooks hooks,
        Instant now) {

    private static final int LINEAR_BAKE = 6;
    private static final int CANARY_BAKE = 10;
    private static final double LINEAR_STEP = 10;
    private static final double CANARY_SHARE = 5;
    private static final double ALL = 100;

    /** Whether deployments of this spec shift traffic. */
    public static boolean asked(ServiceSpec spec) {
        String strategy = spec.deploymentConfiguration == null ? null : spec.deploymentConfiguration.strategy;
        return strategy != null && !"ROLLING".equals(strategy);
    }

    /** Goes on by as many stages as nothing has to be waited for; returns when the wait for the next one is over by itself. */
    public Optional<Instant> advance() {
        ServiceDeployment newest = book.primary().orElseThrow();
        Optional<Instant> until = Optional.empty();
        while (Stage.of(newest) != null && DeploymentWords.IN_PROGRESS.equals(newest.rolloutState)) {
            Stage stage = Stage.of(newest);
            PauseHooks.Answer pause = hooks.at(newest, stage, now);
            if (pause.rollback()) {
                book.fail("ECS deployment " + newest.id + " failed: ", pause.why(), true);
                return Optional.empty();
            }
            until = pause.until();
            if (pause.waiting()) {
                return until;
            }
            until = wait(newest, stage);
            if (until.isPresent() || stage == Stage.CLEAN_UP) {
                return until.filter(at -> at.isBefore(Instant.MAX));
            }
            book.stage(newest, stage.next());
        }
        return until;
    }

    /** When the stage is over: empty when it is now, {@link Instant#MAX} when an event has to tell. */
    private Optional<Instant> wait(ServiceDeployment newest, Stage stage) {
        return switch (stage) {
            case RECONCILE_SERVICE -> unless(inForce.test(newest) && othersGone(newest));
            case SCALE_UP -> unless(scaledUp(newest));
            case TEST_TRAFFIC_SHIFT -> unless(inForce.test(newest));
            case PRODUCTION_TRAFFIC_SHIFT -> shift(newest);
            case BAKE_TIME -> after(newest, minutes(configuration().bakeTimeInMinutes, 0));
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> unless(boolean over) {
        return over ? Optional.empty() : Optional.of(Instant.MAX);
    }

    private Optional<Instant> after(ServiceDeployment newest, Duration wait) {
        Instant at = Instant.parse(newest.lifecycleStageSince).plus(wait);
        return at.isAfter(now) ? Optional.of(at) : Optional.empty();
    }

    /** Tasks of deployments that are neither the newest nor the one that serves. */
    private boolean othersGone(ServiceDeployment newest) {
        Optional<Long> serving = book.fallback().map(d -> d.number);
        return tasks.stream()
                .filter(TaskView::there)
                .allMatch(task -> task.deployment() == newest.number
                        || serving.filter(number -> number == task.deployment()).isPresent());
    }

    private boolean scaledUp(ServiceDeployment newest) {
        long healthy = tasks.stream()
                .filter(task -> task.deployment() == newest.number && task.healthy())
                .count();
        return healthy >= Sizes.of(spec).desired();
    }

    private Optional<Instant> shift(ServiceDeployment newest) {
        double share = Traffic.percent(newest);
        if (share > 0 && !inForce.test(newest)) {
            return Optional.of(Instant.MAX);
        }
        if (share >= ALL) {
            return Optional.empty();
        }
        if (share > 0) {
            Optional<Instant> bake = after(newest, bake());
            if (bake.isPresent()) {
                return bake;
            }
        }
        book.share(newest, Math.min(ALL, next(share)));
        return Optional.of(Instant.MAX); // until the Rules have taken it
    }

    private Duration bake() {
        LinearConfiguration linear = configuration().linearConfiguration;
        CanaryConfiguration canary = configuration().canaryConfiguration;
        return "LINEAR".equals(configuration().strategy)
                ? minutes(linear == null ? null : linear.stepBakeTimeInMinutes, LINEAR_BAKE)
                : minutes(canary == null ? null : canary.canaryBakeTimeInMinutes, CANARY_BAKE);
    }

    private double next(double share) {
        LinearConfiguration linear = configuration().linearConfiguration;
        CanaryConfiguration canary = configuration().canaryConfiguration;
        return switch (configuration().strategy) {
            case "LINEAR" ->
                tenths(share + (linear == null || linear.stepPercent == null ? LINEAR_STEP : linear.stepPercent));
            case "CANARY" ->
                share > 0 ? ALL : canary == null || canary.canaryPercent == null ? CANARY_SHARE : canary.canaryPercent;
            default -> ALL;
        };
    }

    private static double tenths(double percent) {
        return Math.round(percent * 10) / 10.0;
    }

    private DeploymentConfiguration configuration() {
        return Objects.requireNonNullElseGet(spec.deploymentConfiguration, () -> {
            DeploymentConfiguration rolling = new DeploymentConfiguration();
            rolling.strategy = "BLUE_GREEN";
            return rolling;
        });
    }

    private static Duration minutes(Integer asked, int otherwise) {
        return Duration.ofMinutes(asked == null ? otherwise : asked);
    }
}
