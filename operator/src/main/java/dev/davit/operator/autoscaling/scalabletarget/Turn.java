package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalingActivity;
import dev.davit.operator.autoscaling.scaling.Change;
import dev.davit.operator.autoscaling.scaling.Decider;
import dev.davit.operator.autoscaling.scaling.History;
import dev.davit.operator.autoscaling.scaling.Metric;
import dev.davit.operator.autoscaling.scaling.Situation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pure: what a pass begins, the newest first. A scheduled action goes before the policies: they act on what it has set. */
final class Turn {

    private Turn() {}

    /**
     * The service as it was read just now.
     *
     * @param desired how many tasks are wanted
     * @param deploying whether a deployment of it is under way
     */
    record Counted(int desired, boolean deploying) {}

    /** What scheduled actions begin. */
    static List<ScalingActivity> scheduled(ScalableTargetInputs inputs, Limits limits, Optional<Counted> service) {
        String uid = inputs.target().getMetadata().getUid();
        List<ScalingActivity> begun = new ArrayList<>();
        limits.fired().forEach(fired -> begun.add(Activities.of(fired, uid, inputs.now())));
        service.map(Counted::desired)
                .filter(count -> !limits.fired().isEmpty() && (count < limits.minimum() || count > limits.maximum()))
                .ifPresent(count -> begun.add(Activities.inside(limits, count, uid, inputs.now())));
        Collections.reverse(begun);
        return begun;
    }

    /** What the policies begin. */
    static List<ScalingActivity> dynamic(
            ScalableTargetInputs inputs, Limits limits, Counted service, Map<Metric, History> histories, long minute) {
        Situation situation = new Situation(
                service.desired(),
                limits.minimum(),
                limits.maximum(),
                Activities.past(inputs.status().activities),
                minute,
                inputs.now());
        Decider.Allowed allowed = new Decider.Allowed(
                !inputs.suspended(state -> state.dynamicScalingOutSuspended),
                !inputs.suspended(state -> state.dynamicScalingInSuspended) && !service.deploying());
        Optional<Change> change = Decider.decide(inputs.followed(), histories, situation, allowed);
        return change
                .map(found -> Activities.of(
                        found, service.desired(), inputs.target().getMetadata().getUid(), inputs.now()))
                .stream()
                .toList();
    }
}
