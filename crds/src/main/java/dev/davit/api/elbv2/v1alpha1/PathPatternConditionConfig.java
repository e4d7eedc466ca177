package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Paths. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PathPatternConditionConfig {

    /**
     * 1 to 5 patterns of the path, without the query; * stands for any characters, slashes included, and ? for
     * one. Upper and lower case differ.
     */
    @Required
    @ValidationRule(
            value = "self.all(v, v.matches('^[A-Za-z0-9_.$/~\"\\'@:+&*?-]+$'))",
            message = "Path patterns may hold letters, digits, _-.$/~\"'@:+& and the wildcards * and ?, as on AWS.")
    @Size(min = 1, max = 5) public List<@Size(min = 1, max = 128) String> values;
}
