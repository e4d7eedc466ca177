package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** Routing Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RoutingConfig {
    /** Additional version weights. */
    public Map<String, Double> additionalVersionWeights;
}
