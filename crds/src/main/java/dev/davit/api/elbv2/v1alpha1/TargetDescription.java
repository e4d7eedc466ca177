package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The function of a target group of type lambda. */
@ValidationRule(
        value = "has(self.id) != has(self.functionRef)",
        message = "Exactly one of id and functionRef must name the function: set one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TargetDescription {

    /**
     * The function by name or ARN, with an alias or version behind it or without: a Function of the namespace.
     */
    @Size(min = 1, max = 256) public String id;

    /**
     * The function by reference. Ours: ACK has the id alone.
     */
    public Reference functionRef;

    /**
     * Known from ACK; functions have none.
     */
    @ValidationRule(
            value = "self == 0",
            message =
                    "A function has no port: leave port out. Ports of pods come from the Service that registers them.")
    public Long port;

    /**
     * Known from ACK; no effect.
     */
    @Size(max = 63) public String availabilityZone;
}
