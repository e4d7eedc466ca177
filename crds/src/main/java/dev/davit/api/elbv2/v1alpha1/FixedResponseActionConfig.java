package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** An answer that the load balancer gives itself. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FixedResponseActionConfig {

    /**
     * The status, 2xx, 4xx or 5xx.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^[245][0-9][0-9]$')",
            message =
                    "statusCode of a fixed response must be 2xx, 4xx or 5xx, as on AWS; use a redirect action for 301 and 302.")
    @Size(max = 3) public String statusCode;

    /**
     * The content type.
     */
    @Values({"text/plain", "text/css", "text/html", "application/javascript", "application/json"})
    public String contentType;

    /**
     * The body, at most 1024 characters.
     */
    @Size(max = 1024) public String messageBody;
}
