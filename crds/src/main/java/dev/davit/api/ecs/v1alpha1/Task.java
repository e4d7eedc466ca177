package dev.davit.api.ecs.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * One run of a task definition, what RunTask is on ECS: one pod that runs once. The specification cannot
 * change, but desiredStatus: STOPPED stops it. The finished Task keeps its pod, and so its log, until it is
 * deleted or ttlSecondsAfterFinished is over.
 */
@Group("ecs.davit.dev")
@Version("v1alpha1")
@Plural("tasks")
@ShortNames("etask")
@Categories("davit")
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')",
        message =
                "metadata.name must be at most 63 lower-case letters, digits and hyphens, because the pod is named after it: "
                        + "shorten or respell it.")
@AdditionalPrinterColumn(name = "Status", jsonPath = ".status.lastStatus", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "ExitCode",
        jsonPath = ".status.containers[0].exitCode",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "StopCode",
        jsonPath = ".status.stopCode",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "TaskDefinition",
        jsonPath = ".status.taskDefinitionArn",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Pod",
        jsonPath = ".status.podName",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.stoppedReason",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class Task extends CustomResource<TaskSpec, TaskStatus> implements Namespaced {

    @Override
    protected TaskSpec initSpec() {
        return new TaskSpec();
    }

    @Override
    protected TaskStatus initStatus() {
        return null;
    }
}
