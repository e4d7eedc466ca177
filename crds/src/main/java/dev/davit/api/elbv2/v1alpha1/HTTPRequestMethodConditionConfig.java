package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Methods. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class HTTPRequestMethodConditionConfig {

    /**
     * 1 to 5 methods as they are, for example GET.
     */
    @Required
    @ValidationRule(
            value = "self.all(v, v.matches('^[A-Z_-]+$'))",
            message = "Methods of a condition may hold A-Z, hyphens and underscores, without wildcards, as on AWS.")
    @Size(min = 1, max = 5) public List<@Size(min = 1, max = 40) String> values;
}
