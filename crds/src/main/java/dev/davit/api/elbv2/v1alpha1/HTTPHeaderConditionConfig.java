package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A header and values. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class HTTPHeaderConditionConfig {

    /**
     * The name of the header, upper and lower case the same.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^[A-Za-z0-9!#$%&\\'*+.^_`|~-]+$') && self.lowerAscii() != 'host'",
            message =
                    "httpHeaderName must be the name of an HTTP header other than host, without wildcards, as on AWS: use a host-header condition for the host.")
    @Size(min = 1, max = 40) public String httpHeaderName;

    /**
     * 1 to 5 values; * stands for any characters and ? for one. Upper and lower case are the same.
     */
    @Required
    @Size(min = 1, max = 5) public List<@Size(min = 1, max = 128) String> values;
}
