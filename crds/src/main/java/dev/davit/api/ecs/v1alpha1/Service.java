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
 * So many tasks of a task definition, kept running: what is lost is replaced, what changes is rolled out, what fails is
 * rolled back. Deleting it stops its tasks at once, as DeleteService with force does; set desiredCount to 0 first to have
 * them drained.
 */
@Group("ecs.davit.dev")
@Version("v1alpha1")
@Plural("services")
@ShortNames("esvc")
@Categories("davit")
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$')",
        message =
                "metadata.name must begin with a letter and be at most 63 lower-case letters, digits and hyphens, because it is a "
                        + "host name and a label: shorten or respell it.")
@AdditionalPrinterColumn(name = "Desired", jsonPath = ".spec.desiredCount", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Running",
        jsonPath = ".status.runningCount",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Pending",
        jsonPath = ".status.pendingCount",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Rollout",
        jsonPath = ".status.deployments[0].rolloutState",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "TaskDefinition",
        jsonPath = ".status.taskDefinition",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Stage",
        jsonPath = ".status.deployments[0].lifecycleStage",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
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
public class Service extends CustomResource<ServiceSpec, ServiceStatus> implements Namespaced {

    @Override
    protected ServiceSpec initSpec() {
        return new ServiceSpec();
    }

    @Override
    protected ServiceStatus initStatus() {
        return null;
    }
}
