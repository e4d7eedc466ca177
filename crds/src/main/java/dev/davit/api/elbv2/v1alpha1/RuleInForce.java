package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The form of a Rule that is obeyed: that of the last specification that was accepted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RuleInForce {

    /**
     * The priority that is obeyed.
     */
    public Integer priority;

    /**
     * The conditions that are obeyed.
     */
    @Size(max = 5) public List<RuleCondition> conditions;

    /**
     * What happens to the requests.
     */
    @Size(max = 1) public List<Action> actions;

    /** What a specification says. */
    public static RuleInForce of(RuleSpec spec) {
        RuleInForce form = new RuleInForce();
        form.priority = spec.priority;
        form.conditions = spec.conditions;
        form.actions = spec.actions;
        return form;
    }
}
