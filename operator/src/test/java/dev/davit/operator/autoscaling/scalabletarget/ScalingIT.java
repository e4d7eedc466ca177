package dev.davit.operator.autoscaling.scalabletarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.applicationautoscaling.v1alpha1.CustomizedMetricSpecification;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTarget;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetStatus;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingActivity;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.FaultyApi;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalable targets at a real API server. */
@WithApiServer
class ScalingIT extends OnScaling {

    @Test
    void threeBusyMinutesScaleTheServiceOutThroughItsScaleSubresource() {
        start();
        service(2);
        busy(90, 2);
        target(1, 10, target -> {});
        policy("ECSServiceAverageCPUUtilization");
        until(OnScaling::ready);
        operator.settle();
        minutes(2);
        assertThat(desired()).isIn(2, 4);
        minutes(1);
        assertThat(desired()).isEqualTo(4);
        ScalingActivity activity = target().getStatus().activities.getFirst();
        assertThat(target().getStatus().activities).hasSize(1);
        assertThat(activity.statusCode).isEqualTo("Successful");
        assertThat(activity.description).isEqualTo("Setting desired count to 4.");
        assertThat(activity.statusMessage).isEqualTo("Successfully set desired count to 4.");
        assertThat(activity.cause).endsWith("in state ALARM triggered policy cpu");
        assertThat(operator.writes())
                .filteredOn(write -> write.contains("/services/"))
                .containsExactly("PATCH /apis/ecs.davit.dev/v1alpha1/namespaces/" + namespace + "/services/web/scale");
        Service service = client.resources(Service.class)
                .inNamespace(namespace)
                .withName("web")
                .get();
        assertThat(service.getMetadata().getManagedFields()).anySatisfy(fields -> {
            assertThat(fields.getManager()).isEqualTo("davit-autoscaling");
            assertThat(fields.getSubresource()).isEqualTo("scale");
        });
        assertThat(notes())
                .anySatisfy(note -> assertThat(note).startsWith("Scaled: Successfully set desired count to 4."));
        // A minute without anything new writes nothing.
        busy(50, 2);
        minutes(1);
        int writes = operator.writes().size();
        minutes(1);
        assertThat(operator.writes().size() - writes).isEqualTo(1); // what shows that it was touched
    }

    @Test
    void requestsPerTargetScaleTheServiceOut() {
        metrics.stop(); // which is nothing to this metric
        start();
        service(2);
        targetGroup(2);
        target(1, 10, target -> {});
        policy(
                "ALBRequestCountPerTarget",
                configuration ->
                        configuration.predefinedMetricSpecification.resourceLabel = "app/web/1/targetgroup/web/2");
        until(status -> reason(status, "MetricsAvailable").equals("InsufficientData"));
        operator.settle();
        for (int i = 0; i < 3; i++) {
            assertThat(desired()).isEqualTo(2);
            requests.updateAndGet(count -> count + 400);
            minutes(1);
        }
        assertThat(desired()).isEqualTo(8);
        assertThat(ready(target().getStatus())).isTrue();
    }

    @Test
    void fifteenQuietMinutesScaleItInButNotDuringADeployment() {
        start();
        service(4);
        busy(10, 4);
        target(1, 10, target -> {});
        policy("ECSServiceAverageCPUUtilization");
        until(OnScaling::ready);
        operator.settle();
        serviceStatus("IN_PROGRESS");
        minutes(17);
        assertThat(desired()).isEqualTo(4);
        serviceStatus("COMPLETED");
        minutes(1);
        assertThat(desired()).isEqualTo(1);
        assertThat(target().getStatus().activities.getFirst().cause).contains("AlarmLow");
    }

    @Test
    void aClusterThatServesNoMetricsIsSaidAndNothingIsScaled() {
        metrics.stop();
        start();
        service(4);
        target(1, 10, target -> {});
        policy("ECSServiceAverageMemoryUtilization");
        ScalableTargetStatus status =
                until(each -> reason(each, "MetricsAvailable").equals("MetricsNotServed"));
        assertThat(condition(status, "MetricsAvailable").getMessage()).contains("install metrics-server");
        assertThat(condition(status, "Ready").getStatus()).isEqualTo("False");
        operator.settle();
        minutes(16);
        assertThat(desired()).isEqualTo(4);
        assertThat(notes())
                .filteredOn(note -> note.startsWith("MetricsNotServed"))
                .hasSize(1);
        metrics.serve();
        minutes(1);
        assertThat(condition(target().getStatus(), "MetricsAvailable").getReason())
                .isEqualTo("InsufficientData");
        busy(50, 4);
        minutes(1);
        assertThat(ready(target().getStatus())).isTrue();
    }

    @Test
    void aScheduledActionMovesTheLimitsAndTheCount() {
        start();
        service(2);
        target(
                1,
                10,
                target -> target.getSpec().scheduledActions =
                        List.of(action(now.get().plusSeconds(3600).toString().replace("Z", ""))));
        ScalableTargetStatus status = until(OnScaling::ready);
        assertThat(condition(status, "MetricsAvailable").getReason()).isEqualTo("NoPolicies");
        assertThat(status.scheduledActions.getFirst().nextTime)
                .isEqualTo(now.get().plusSeconds(3600).toString());
        minutes(60);
        assertThat(desired()).isEqualTo(5);
        status = target().getStatus();
        assertThat(List.of(status.minCapacity, status.maxCapacity)).containsExactly(5, 8);
        assertThat(status.activities)
                .extracting(activity -> activity.cause)
                .containsExactly("minimum capacity was set to 5", "scheduled action name peak was triggered");
        assertThat(notes()).anySatisfy(note -> assertThat(note)
                .isEqualTo("LimitsChanged: Successfully set min capacity to 5 and max capacity to 8"
                        + " Cause: scheduled action name peak was triggered."));
    }

    /** Killed after each of its writes, the operator's successor ends where an undisturbed one does. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void aCrashAfterAnyWriteScalesOnce(int writes) {
        service(2);
        target(
                1,
                10,
                target -> target.getSpec().scheduledActions =
                        List.of(action(now.get().plusSeconds(60).toString().replace("Z", ""))));
        Instant due = now.get().plusSeconds(60);
        FaultyApi way = FaultyApi.before(server).cutAfter(writes);
        RunningOperator mortal = RunningOperator.start(way, namespace, this::reconcilers);
        await().atMost(SOON).until(() -> mortal.writes().size() >= Math.min(writes, 2));
        mortal.settle();
        now.set(due);
        client.resources(ScalableTarget.class)
                .inNamespace(namespace)
                .withName("web")
                .edit(target -> {
                    target.getSpec().roleARN = "wakes";
                    return target;
                });
        mortal.settle();
        mortal.close();
        way.close();
        start();
        until(status -> status.activities != null
                && status.activities.stream().noneMatch(activity -> "InProgress".equals(activity.statusCode)));
        operator.settle();
        assertThat(desired()).isEqualTo(5);
        assertThat(target().getStatus().activities)
                .extracting(activity -> activity.statusCode)
                .containsExactly("Successful", "Successful");
    }

    @Test
    void whatSomebodyElseSetMeanwhileIsLeftAlone() {
        service(2);
        target(
                1,
                10,
                target -> target.getSpec().scheduledActions =
                        List.of(action(now.get().plusSeconds(60).toString().replace("Z", ""))));
        FaultyApi way = FaultyApi.before(server).cutAfter(3);
        RunningOperator mortal = RunningOperator.start(way, namespace, this::reconcilers);
        await().atMost(SOON).until(() -> mortal.writes().size() == 2);
        now.updateAndGet(time -> time.plusSeconds(60));
        client.resources(ScalableTarget.class)
                .inNamespace(namespace)
                .withName("web")
                .edit(target -> {
                    target.getSpec().roleARN = "wakes";
                    return target;
                });
        until(status -> status.activities != null);
        mortal.settle();
        mortal.close();
        way.close();
        client.resources(Service.class).inNamespace(namespace).withName("web").scale(7);
        start();
        ScalableTargetStatus status = until(each -> !"InProgress".equals(each.activities.getFirst().statusCode));
        assertThat(status.activities.getFirst().statusCode).isEqualTo("Overridden");
        assertThat(status.activities.getFirst().statusMessage).contains("was set to 7 by somebody else");
        operator.settle();
        assertThat(desired()).isEqualTo(7);
    }

    @Test
    void whatCannotBeFollowedIsSaidOnceInAwsWords() {
        start();
        target(1, 10, target -> {});
        ScalableTargetStatus status = until(each -> each.conditions != null);
        assertThat(condition(status, "Accepted").getReason()).isEqualTo("ServiceNotFound");
        policy(
                "ECSServiceAverageCPUUtilization",
                configuration -> configuration.customizedMetricSpecification = new CustomizedMetricSpecification());
        Condition accepted = await().atMost(SOON)
                .until(() -> Conditions.find(policyConditions(), "Accepted").orElse(null), found -> found != null);
        assertThat(accepted.getReason()).isEqualTo("MetricNotSupported");
        service(1);
        until(OnScaling::ready);
        operator.settle();
        int writes = operator.writes().size();
        minutes(1);
        assertThat(operator.writes()).hasSize(writes + 1);
    }

    @Test
    void aPolicyWaitsForItsScalableTarget() {
        start();
        policy("ECSServiceAverageCPUUtilization");
        Condition accepted = await().atMost(SOON)
                .until(() -> Conditions.find(policyConditions(), "Accepted").orElse(null), found -> found != null);
        assertThat(accepted.getMessage())
                .startsWith("No scalable target registered for service namespace: ecs, resource ID: " + RESOURCE);
        target(1, 10, target -> {});
        await().atMost(SOON).until(() -> Conditions.isTrue(policyConditions(), "Ready"));
    }
}
