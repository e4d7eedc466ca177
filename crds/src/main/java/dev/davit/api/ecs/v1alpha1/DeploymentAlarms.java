package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * Alarms that fail a deployment. Davit watches no metrics yet: whoever does, sets the annotation
 * ecs.davit.dev/alarms-in-alarm of the Service to the names of the alarms in ALARM, separated by commas, or to an
 * empty text. Until then the Service begins no deployment. A deployment that begins while one of them is in ALARM
 * goes on whatever they say, as on AWS: it may be the cure.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!(has(self.enable) && self.enable) || has(self.alarmNames) && size(self.alarmNames) > 0",
        message = "alarms.enable needs alarms.alarmNames: name the alarms that fail a deployment, 1 to 10.")
public class DeploymentAlarms {

    /** The names of the alarms, 10 at most. */
    @ValidationRule(
            value = "self.all(name, !name.contains(','))",
            message = "A name in alarms.alarmNames must have no comma, which separates names in the annotation.")
    @Size(max = 10) public List<@Size(min = 1, max = 255) String> alarmNames;

    /** Whether they do; default false. */
    public Boolean enable;

    /** Whether the service then returns to the last deployment that completed; default false. */
    public Boolean rollback;
}
