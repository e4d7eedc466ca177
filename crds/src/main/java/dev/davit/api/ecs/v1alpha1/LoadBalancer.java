package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A target group in which the tasks of a service are registered. */
@ValidationRule(
        value = "has(self.targetGroupARN) != has(self.targetGroupRef)",
        message = "Exactly one of targetGroupARN and targetGroupRef must name the target group: set one of them.")
@ValidationRule(
        value = "!has(self.loadBalancerName) && !has(self.loadBalancerRef)",
        message =
                "Classic Load Balancers are not there: name a TargetGroup in targetGroupRef and remove loadBalancerName and loadBalancerRef.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LoadBalancer {

    /** The TargetGroup (elbv2.davit.dev) by name or ARN. Not together with targetGroupRef. */
    @Size(min = 1, max = 1024) public String targetGroupARN;

    /** The TargetGroup (elbv2.davit.dev) by reference. Not together with targetGroupARN. */
    public Reference targetGroupRef;

    /** The container that serves, as the task definition names it. */
    @Required
    @Size(min = 1, max = 255) public String containerName;

    /** The port on which it serves. */
    @Required
    @Min(1) @Max(65535) public Integer containerPort;

    /** BLUE_GREEN, LINEAR, CANARY: the second target group and the Rules that share traffic out. */
    public AdvancedConfiguration advancedConfiguration;

    /** Refused: Classic Load Balancers are not there. */
    @Size(max = 255) public String loadBalancerName;

    /** Refused: Classic Load Balancers are not there. */
    public Reference loadBalancerRef;
}
