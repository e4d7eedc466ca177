package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** How a service goes from one revision to the next. */
@ValidationRule(
        value =
                "!(has(self.maximumPercent) && self.maximumPercent <= 100 && (!has(self.minimumHealthyPercent) || self.minimumHealthyPercent == 100) && (!has(self.strategy) || self.strategy == 'ROLLING'))",
        message =
                "Specify a different value for minimumHealthyPercent or maximumPercent. Both cannot be 100 as this will block deployments.")
@ValidationRule(
        value =
                "!has(self.maximumPercent) || !has(self.minimumHealthyPercent) || self.minimumHealthyPercent <= self.maximumPercent",
        message = "minimumHealthyPercent must not be above maximumPercent: lower the one or raise the other.")
@ValidationRule(
        value = "!has(self.linearConfiguration) || (has(self.strategy) && self.strategy == 'LINEAR')",
        message = "linearConfiguration is only valid with strategy LINEAR: set the strategy or remove it.")
@ValidationRule(
        value = "!has(self.canaryConfiguration) || (has(self.strategy) && self.strategy == 'CANARY')",
        message = "canaryConfiguration is only valid with strategy CANARY: set the strategy or remove it.")
@ValidationRule(
        value =
                "!has(self.lifecycleHooks) || size(self.lifecycleHooks) == 0 || (has(self.strategy) && self.strategy != 'ROLLING')",
        message =
                "lifecycleHooks are only valid with strategy BLUE_GREEN, LINEAR or CANARY: set the strategy or remove them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeploymentConfiguration {

    /**
     * ROLLING (default): tasks are replaced a few at a time. BLUE_GREEN: all new tasks start beside the old ones,
     * then production traffic moves at once. LINEAR: it moves in equal steps. CANARY: it moves in two.
     */
    @Values({"ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"})
    public String strategy;

    /**
     * The most tasks that run or start during a rolling deployment, in percent of desiredCount, rounded down;
     * default 200, and never fewer than desiredCount. Also when tasks are replaced. Not below minimumHealthyPercent.
     */
    @ValidationRule(
            value = "self >= 0 && self <= 1000",
            message =
                    "maximumPercent must be between 0 and 1000: 200, the default, lets all new tasks start before the old ones stop.")
    public Integer maximumPercent;

    /** The fewest healthy tasks during a rolling deployment, in percent of desiredCount, rounded up; default 100. */
    @ValidationRule(
            value = "self >= 0 && self <= 100",
            message =
                    "minimumHealthyPercent must be between 0 and 100: 100, the default, stops an old task only when a new one is healthy.")
    public Integer minimumHealthyPercent;

    /** Fails a deployment whose tasks do not become healthy; default: off. */
    public DeploymentCircuitBreaker deploymentCircuitBreaker;

    /** Alarms that fail a deployment; default: none. */
    public DeploymentAlarms alarms;

    /**
     * BLUE_GREEN, LINEAR, CANARY: how long both revisions run after production traffic has moved, in minutes: 0
     * (default) to 1440. ROLLING with alarms: how long they are watched once the tasks are steady (default 2; AWS
     * takes it from the alarms).
     */
    @ValidationRule(
            value = "self >= 0 && self <= 1440",
            message = "bakeTimeInMinutes must be between 0 and 1440 minutes (24 hours): choose a number in it.")
    public Integer bakeTimeInMinutes;

    /** The steps of LINEAR. */
    public LinearConfiguration linearConfiguration;

    /** The first step of CANARY. */
    public CanaryConfiguration canaryConfiguration;

    /** BLUE_GREEN, LINEAR, CANARY: stages at which the deployment waits for somebody. */
    @Size(max = 10) public List<DeploymentLifecycleHook> lifecycleHooks;
}
