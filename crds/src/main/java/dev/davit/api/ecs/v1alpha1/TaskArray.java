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
 * Many runs of one task definition that differ by a number, what an array job is on AWS Batch. Each is a Task, named after the
 * array, its index and its attempt, and finds its index in AWS_BATCH_JOB_ARRAY_INDEX. So many run at once as
 * maxConcurrency says. Davit's own kind: ECS has none.
 */
@Group("ecs.davit.dev")
@Version("v1alpha1")
@Plural("taskarrays")
@ShortNames("tarray")
@Categories("davit")
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,48}[a-z0-9])?$')",
        message =
                "metadata.name must be at most 50 lower-case letters, digits and hyphens, because tasks are named after it and "
                        + "their index: shorten or respell it.")
@AdditionalPrinterColumn(name = "Size", jsonPath = ".spec.size", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Active", jsonPath = ".status.active", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Succeeded",
        jsonPath = ".status.succeeded",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Failed", jsonPath = ".status.failed", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class TaskArray extends CustomResource<TaskArraySpec, TaskArrayStatus> implements Namespaced {

    @Override
    protected TaskArraySpec initSpec() {
        return new TaskArraySpec();
    }

    @Override
    protected TaskArrayStatus initStatus() {
        return null;
    }
}
