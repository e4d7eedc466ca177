package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A target group and its share of the requests. */
@ValidationRule(
        value = "has(self.targetGroupARN) != has(self.targetGroupRef)",
        message = "Exactly one of targetGroupARN and targetGroupRef must name the target group: set one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TargetGroupTuple {

    /**
     * The group by its ARN, as its status shows it, or by its metadata.name.
     */
    @Size(min = 1, max = 1024) public String targetGroupARN;

    /**
     * The group by reference.
     */
    public Reference targetGroupRef;

    /**
     * Its share against the others, 0 to 999; default 1. 0: none.
     */
    @ValidationRule(value = "self >= 0 && self <= 999", message = "weight must be between 0 and 999, as on AWS.")
    public Integer weight;
}
