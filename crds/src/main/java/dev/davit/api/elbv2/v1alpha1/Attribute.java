package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An attribute of a load balancer or a target group, by AWS's key. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Attribute {

    /**
     * AWS's name of the attribute, for example deregistration_delay.timeout_seconds.
     */
    @Required
    @Size(min = 1, max = 256) public String key;

    /**
     * The value as text.
     */
    @Size(max = 1024) public String value;
}
