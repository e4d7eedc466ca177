package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.MapKey;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What scales, and between which limits. */
@ValidationRule(
        value = "self.minCapacity <= self.maxCapacity",
        message = "minCapacity must not be above maxCapacity: lower it, or raise maxCapacity.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScalableTargetSpec {

    /** What scales: {@code service/<cluster>/<service>}, by their names on ECS, for example service/default/web. */
    @Required
    @ValidationRule(value = Scalable.RESOURCE, message = Scalable.RESOURCE_MESSAGE)
    @Size(min = 1, max = 1600) public String resourceID;

    /** Which number of it scales: ecs:service:DesiredCount. */
    @Required
    @Values({"ecs:service:DesiredCount"})
    public String scalableDimension;

    /** Whose it is: ecs. */
    @Required
    @Values({"ecs"})
    public String serviceNamespace;

    /**
     * The lowest number of tasks that policies and scheduled actions leave, 0 to 5000. A count that is below it already is
     * raised when one of them acts. A change ends what scheduled actions have set.
     */
    @Required
    @ValidationRule(
            value = "self >= 0 && self <= 5000",
            message = "minCapacity must be between 0 and 5000 tasks, as in ECS: choose a number in it.")
    public Integer minCapacity;

    /** The highest number of tasks that policies and scheduled actions set, 0 to 5000. A change ends what scheduled actions have set. */
    @Required
    @ValidationRule(
            value = "self >= 0 && self <= 5000",
            message = "maxCapacity must be between 0 and 5000 tasks, as in ECS: choose a number in it.")
    public Integer maxCapacity;

    /** Accepted without effect: the operator's own rights scale the service. */
    @Size(min = 1, max = 1600) public String roleARN;

    /** What does not scale for the time being; default nothing. */
    public SuspendedState suspendedState;

    /**
     * Changes of the limits at planned times. ACK has no kind for them, so they are here: PutScheduledAction's fields. A count
     * outside the new limits is moved to the nearer one at once.
     */
    @MapKey("scheduledActionName")
    @Size(max = 50) public List<ScheduledAction> scheduledActions;
}
