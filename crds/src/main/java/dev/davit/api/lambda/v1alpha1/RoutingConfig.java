package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** A second version that gets a part of an alias' traffic. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RoutingConfig {

    /** One version number and its part of the traffic, 0 to 1; the alias' functionVersion gets the rest. */
    @ValidationRule(
            value = "size(self) <= 1",
            message = "An alias can share its traffic with one further version, as on AWS Lambda: keep one entry of "
                    + "additionalVersionWeights.")
    @ValidationRule(
            value = "self.all(version, self[version] >= 0.0 && self[version] <= 1.0)",
            message = "A weight must be between 0.0 and 1.0: write 10 % as 0.1.")
    @ValidationRule(
            value = "self.all(version, size(version) <= 64 && version.matches('^[1-9][0-9]*$'))",
            message = "additionalVersionWeights must name published versions by their numbers, for example \"2\": 0.1.")
    @Size(max = 10) public Map<String, Double> additionalVersionWeights;
}
