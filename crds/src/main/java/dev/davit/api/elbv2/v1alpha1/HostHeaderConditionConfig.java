package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Host names. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class HostHeaderConditionConfig {

    /**
     * 1 to 5 host names without port; * stands for any characters and ? for one. Upper and lower case are the
     * same.
     */
    @Required
    @ValidationRule(
            value = "self.all(v, v.matches('^[A-Za-z0-9.*?-]+$'))",
            message =
                    "Host names of a condition may hold letters, digits, hyphens, dots and the wildcards * and ?, as on AWS.")
    @Size(min = 1, max = 5) public List<@Size(min = 1, max = 128) String> values;
}
