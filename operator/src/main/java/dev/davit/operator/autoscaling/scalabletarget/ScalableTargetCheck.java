package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTarget;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetReason;
import dev.davit.api.applicationautoscaling.v1alpha1.ScheduledAction;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.scheduler.timetable.InvalidExpression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Pure: reads the scheduled actions, or says what the schema cannot. */
final class ScalableTargetCheck {

    private static final Comparator<ScalableTarget> AGE = Comparator.comparing(
                    (ScalableTarget target) -> target.getMetadata().getCreationTimestamp())
            .thenComparing(target -> target.getMetadata().getName());

    private ScalableTargetCheck() {}

    /** What was made of a scalable target; the actions count when it was accepted. */
    record Result(List<PlannedAction> actions, Outcome outcome) {

        boolean accepted() {
            return outcome instanceof Outcome.Accepted;
        }
    }

    static Result of(ScalableTargetInputs inputs) {
        Optional<ScalableTarget> older = Stream.concat(inputs.others().stream(), Stream.of(inputs.target()))
                .min(AGE)
                .filter(first -> first != inputs.target());
        if (older.isPresent()) {
            return rejected(
                    ScalableTargetReason.ResourceAlreadyRegistered,
                    "The resource " + inputs.resource() + " is registered by the ScalableTarget "
                            + older.get().getMetadata().getName() + " already: delete one of the two.");
        }
        List<PlannedAction> actions = new ArrayList<>();
        for (ScheduledAction action :
                Objects.requireNonNullElse(inputs.target().getSpec().scheduledActions, List.<ScheduledAction>of())) {
            try {
                actions.add(PlannedAction.of(action, inputs.created()));
            } catch (InvalidExpression e) {
                return rejected(
                        ScalableTargetReason.ScheduledActionInvalid,
                        "Scheduled action " + action.scheduledActionName + ": " + e.getMessage());
            }
        }
        return inputs.service().isPresent()
                ? new Result(List.copyOf(actions), new Outcome.Accepted())
                : new Result(
                        List.of(),
                        new Outcome.Waiting(
                                ScalableTargetReason.ServiceNotFound,
                                "ECS service doesn't exist: " + inputs.resource()
                                        + ". Waiting for a Service of that cluster and name in this namespace."));
    }

    private static Result rejected(ScalableTargetReason reason, String message) {
        return new Result(List.of(), new Outcome.Rejection(reason, message));
    }
}
