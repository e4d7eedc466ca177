package dev.davit.operator.ecs.service;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceReason;
import dev.davit.operator.ecs.service.deployment.DeploymentWords;
import dev.davit.operator.ecs.service.deployment.PauseHooks;
import dev.davit.operator.ecs.service.plan.Sizes;
import dev.davit.operator.ecs.service.plan.Steadiness;
import dev.davit.operator.ecs.service.plan.TaskView;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Pure: the conditions of a service. */
final class ServiceConditions {

    static final String ACCEPTED = "Accepted";
    static final String DEPLOYED = "Deployed";
    static final String STEADY = "Steady";

    /** So many failures in a row are told. */
    private static final int MANY = 3;

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, DEPLOYED, STEADY);

    private final ServiceInputs inputs;
    private final ServiceDecision decision;
    private final ConditionsBuilder builder;

    private ServiceConditions(ServiceInputs inputs, ServiceDecision decision) {
        this.inputs = inputs;
        this.decision = decision;
        this.builder = CONDITIONS.begin(
                inputs.status().conditions, inputs.service().getMetadata().getGeneration(), inputs.now());
    }

    static List<Condition> of(ServiceInputs inputs, ServiceDecision decision) {
        ServiceConditions conditions = new ServiceConditions(inputs, decision);
        Conditions.decided(conditions.builder, ACCEPTED, ServiceReason.Accepted, decision.accepted());
        decision.book().primary().ifPresent(primary -> {
            conditions.deployed(primary);
            conditions.steady(primary);
        });
        return conditions.builder.build();
    }

    private void deployed(ServiceDeployment primary) {
        Optional<ServiceDeployment> held = decision.book().all().stream()
                .filter(d -> DeploymentWords.FAILED.equals(d.rolloutState))
                .findFirst();
        if (DeploymentWords.FAILED.equals(primary.rolloutState)) {
            builder.markStalled(
                    DEPLOYED,
                    ServiceReason.DeploymentFailed,
                    failure(primary) + " It starts no further task: correct the service or its task definition.");
        } else if (held.isPresent()) {
            builder.markStalled(
                    DEPLOYED,
                    ServiceReason.DeploymentRolledBack,
                    failure(held.get()) + " The service was rolled back to deployment " + primary.id
                            + ": correct the service or its task definition, or change forceNewDeployment to try again.");
        } else if (DeploymentWords.COMPLETED.equals(primary.rolloutState)) {
            builder.markTrue(
                    DEPLOYED,
                    ServiceReason.DeploymentCompleted,
                    said("(deployment " + primary.id + ") deployment completed."));
        } else if (blocked(primary)) {
            builder.markStalled(
                    DEPLOYED,
                    ServiceReason.DeploymentBlocked,
                    "minimumHealthyPercent and maximumPercent leave no room to replace a task of "
                            + Sizes.of(inputs.spec()).desired() + ": lower the one or raise the other.");
        } else if (PauseHooks.waiting(primary).isPresent()) {
            builder.markUnknown(DEPLOYED, ServiceReason.DeploymentPaused, paused(primary));
        } else {
            String stage = primary.lifecycleStage == null ? "" : " Stage " + primary.lifecycleStage + ".";
            String watched = primary.alarmsWatchedUntil == null
                    ? ""
                    : " Its alarms are watched until " + primary.alarmsWatchedUntil + ".";
            builder.markUnknown(DEPLOYED, ServiceReason.Deploying, primary.rolloutStateReason + stage + watched);
        }
    }

    private boolean blocked(ServiceDeployment primary) {
        return primary.lifecycleStage == null
                && Sizes.of(inputs.spec()).blocked()
                && decision.tasks().stream().anyMatch(task -> task.live() && task.deployment() != primary.number);
    }

    private static String paused(ServiceDeployment primary) {
        var hook = PauseHooks.waiting(primary).orElseThrow();
        return "The deployment waits at lifecycle hook " + hook.hookId + ": set the annotation " + PauseHooks.CONTINUE
                + " or " + PauseHooks.ROLLBACK + " of the service to that. It "
                + (hook.timeoutAction.equals("CONTINUE") ? "goes on" : "goes back")
                + " by itself at " + hook.expiresAt + ".";
    }

    private String failure(ServiceDeployment failed) {
        String why = decision.tasks().stream()
                .filter(task -> task.deployment() == failed.number && (task.failed() || task.unplaced() > 0))
                .max(Comparator.comparing(TaskView::at).thenComparing(TaskView::index))
                .map(task -> " Task " + task.name() + ": " + task.why() + ".")
                .orElse("");
        String words = failed.rolloutStateReason;
        return said("(deployment " + failed.id + ") deployment failed: " + words.substring(words.indexOf(": ") + 2))
                + why;
    }

    private void steady(ServiceDeployment primary) {
        int desired = Sizes.of(inputs.spec()).desired();
        if (Steadiness.of(decision.tasks(), primary.number, desired)) {
            builder.markTrue(STEADY, ServiceReason.Steady, said("has reached a steady state."));
        } else if (unplaced(primary).isPresent()) {
            builder.markFalse(
                    STEADY,
                    ServiceReason.TaskNotPlaced,
                    said("was unable to place a task. Reason: "
                            + unplaced(primary).get().why()));
        } else if (decision.failures().tasks().size() >= MANY) {
            TaskView last = decision.failures().tasks().getLast();
            builder.markFalse(
                    STEADY,
                    ServiceReason.TasksFailing,
                    said("is unable to consistently start tasks successfully. Task " + last.name() + ": "
                            + last.why()));
        } else {
            builder.markUnknown(STEADY, ServiceReason.Scaling, "Tasks are started, stopped or replaced.");
        }
    }

    private Optional<TaskView> unplaced(ServiceDeployment primary) {
        return decision.tasks().stream()
                .filter(task -> task.deployment() == primary.number && task.unplaced() > 0)
                .min(Comparator.comparingLong(TaskView::index));
    }

    private String said(String what) {
        return "(service " + inputs.name() + ") " + what;
    }
}
