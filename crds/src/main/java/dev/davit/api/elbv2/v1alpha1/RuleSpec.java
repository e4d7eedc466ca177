package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which requests of a listener a rule is about, and what to do with them. */
@ValidationRule(
        value = "has(self.listenerARN) != has(self.listenerRef)",
        message = "Exactly one of listenerARN and listenerRef must name the listener: set one of them.")
@ValidationRule(
        value =
                "has(self.listenerARN) == has(oldSelf.listenerARN) && (!has(self.listenerARN) || self.listenerARN == oldSelf.listenerARN) && has(self.listenerRef) == has(oldSelf.listenerRef) && (!has(self.listenerRef) || self.listenerRef.from.name == oldSelf.listenerRef.from.name)",
        message = "The listener of a Rule cannot be changed, as on AWS: create another Rule.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RuleSpec {

    /**
     * The listener by its ARN, as its status shows it, or by its metadata.name. Exactly one of listenerARN and
     * listenerRef. Cannot be changed.
     */
    @Size(min = 1, max = 1024) public String listenerARN;

    /**
     * The listener by reference. Exactly one of listenerARN and listenerRef. Cannot be changed.
     */
    public Reference listenerRef;

    /**
     * 1 to 50000; the rule with the lowest number that matches decides. Each once a listener.
     */
    @Required
    @ValidationRule(value = "self >= 1 && self <= 50000", message = "priority must be between 1 and 50000, as on AWS.")
    public Integer priority;

    /**
     * 1 to 5 conditions, all of which must be met; with 5 values and 5 wildcards in all, as on AWS.
     */
    @Required
    @ValidationRule(
            value =
                    "['host-header', 'path-pattern', 'http-request-method', 'source-ip'].all(f, self.filter(c, c.field == f).size() <= 1)",
            message =
                    "A Rule may have one host-header, path-pattern, http-request-method and source-ip condition each, as on AWS: put several values into one condition.")
    @Size(min = 1, max = 5) public List<RuleCondition> conditions;

    /**
     * What happens to the requests: one action.
     */
    @Required
    @Size(min = 1, max = 1) public List<Action> actions;

    /**
     * Tags for people and cost reports, at most 50. No effect on traffic.
     */
    @Size(max = 50) public List<Tag> tags;
}
