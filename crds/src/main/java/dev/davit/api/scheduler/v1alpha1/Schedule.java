package dev.davit.api.scheduler.v1alpha1;

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
 * When to run tasks: at a rate, by a cron expression in a time zone, or once, as EventBridge Scheduler does. Each run makes
 * Tasks that are named after the Schedule and the time they were planned for, so none is made twice. After an outage of
 * the operator one missed run is caught up on at most: the newest, if it is not older than maximumEventAgeInSeconds.
 */
@Group("scheduler.davit.dev")
@Version("v1alpha1")
@Plural("schedules")
@ShortNames("sched")
@Categories("davit")
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,44}[a-z0-9])?$')",
        message =
                "metadata.name must be at most 46 lower-case letters, digits and hyphens, because tasks are named after it and "
                        + "their time: shorten or respell it.")
@AdditionalPrinterColumn(
        name = "Expression",
        jsonPath = ".spec.scheduleExpression",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Timezone",
        jsonPath = ".spec.scheduleExpressionTimezone",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(name = "State", jsonPath = ".spec.state", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Last",
        jsonPath = ".status.lastScheduledTime",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Next",
        jsonPath = ".status.nextScheduledTime",
        type = AdditionalPrinterColumn.Type.STRING)
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
public class Schedule extends CustomResource<ScheduleSpec, ScheduleStatus> implements Namespaced {

    @Override
    protected ScheduleSpec initSpec() {
        return new ScheduleSpec();
    }

    @Override
    protected ScheduleStatus initStatus() {
        return null;
    }
}
