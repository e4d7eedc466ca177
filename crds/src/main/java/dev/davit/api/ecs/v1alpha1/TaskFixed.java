package dev.davit.api.ecs.v1alpha1;

/** What of a Task's spec never changes, in CEL. */
final class TaskFixed {

    private static final String DEFINITION =
            "has(self.taskDefinition) == has(oldSelf.taskDefinition) && (!has(self.taskDefinition) || "
                    + "self.taskDefinition == oldSelf.taskDefinition) && has(self.taskDefinitionRef) == "
                    + "has(oldSelf.taskDefinitionRef) && (!has(self.taskDefinitionRef) || self.taskDefinitionRef == "
                    + "oldSelf.taskDefinitionRef)";

    private static final String WORDS =
            "has(self.timeout) == has(oldSelf.timeout) && (!has(self.timeout) || self.timeout == oldSelf.timeout)"
                    + " && has(self.group) == has(oldSelf.group) && (!has(self.group) || self.group == oldSelf.group)"
                    + " && has(self.startedBy) == has(oldSelf.startedBy) && (!has(self.startedBy) || self.startedBy == "
                    + "oldSelf.startedBy) && has(self.startDeadlineSeconds) == has(oldSelf.startDeadlineSeconds) && "
                    + "(!has(self.startDeadlineSeconds) || self.startDeadlineSeconds == oldSelf.startDeadlineSeconds)";

    private static final String NETWORK = "has(self.networkConfiguration) == has(oldSelf.networkConfiguration) && "
            + "(!has(self.networkConfiguration) || self.networkConfiguration == oldSelf.networkConfiguration)"
            + " && has(self.loadBalancers) == has(oldSelf.loadBalancers) && (!has(self.loadBalancers) || "
            + "self.loadBalancers == oldSelf.loadBalancers)";

    private static final String PLACE =
            "has(self.overrides) == has(oldSelf.overrides) && (!has(self.overrides) || self.overrides == "
                    + "oldSelf.overrides) && has(self.launchType) == has(oldSelf.launchType)"
                    + " && has(self.capacityProviderStrategy) == has(oldSelf.capacityProviderStrategy) && "
                    + "(!has(self.capacityProviderStrategy) || self.capacityProviderStrategy == "
                    + "oldSelf.capacityProviderStrategy) && has(self.enableExecuteCommand) == "
                    + "has(oldSelf.enableExecuteCommand) && (!has(self.enableExecuteCommand) || "
                    + "self.enableExecuteCommand == oldSelf.enableExecuteCommand)";

    /** All fields but those that stop the task or remove it. */
    static final String RULE = DEFINITION + " && " + WORDS + " && " + NETWORK + " && " + PLACE;

    /** What to say when one changed. */
    static final String MESSAGE = "A Task runs once and never changes: create another Task. Only desiredStatus with "
            + "stoppedReason and stopCode, and ttlSecondsAfterFinished may change.";

    private TaskFixed() {}
}
