package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How traffic moves between the two revisions of a BLUE_GREEN, LINEAR or CANARY deployment. */
@ValidationRule(
        value = "has(self.alternateTargetGroupARN) != has(self.alternateTargetGroupRef)",
        message =
                "Exactly one of alternateTargetGroupARN and alternateTargetGroupRef must name the second target group: set one of them.")
@ValidationRule(
        value = "has(self.productionListenerRule) != has(self.productionListenerRuleRef)",
        message =
                "Exactly one of productionListenerRule and productionListenerRuleRef must name the Rule of production traffic: set one of them.")
@ValidationRule(
        value = "!(has(self.testListenerRule) && has(self.testListenerRuleRef))",
        message = "testListenerRule and testListenerRuleRef both name the Rule of test traffic: keep one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class AdvancedConfiguration {

    /** The second target group, by name or ARN; revisions take turns in the two. */
    @Size(min = 1, max = 1024) public String alternateTargetGroupARN;

    /** The second target group, by reference. */
    public Reference alternateTargetGroupRef;

    /** The Rule whose weights carry production traffic, by name or ARN. */
    @Size(min = 1, max = 1024) public String productionListenerRule;

    /** The Rule whose weights carry production traffic, by reference. */
    public Reference productionListenerRuleRef;

    /** The Rule that leads test traffic to the new revision, by name or ARN. */
    @Size(min = 1, max = 1024) public String testListenerRule;

    /** The Rule that leads test traffic to the new revision, by reference. */
    public Reference testListenerRuleRef;

    /** Accepted for compatibility; has no effect: Davit needs no role to move traffic. */
    @Size(max = 2048) public String roleARN;
}
