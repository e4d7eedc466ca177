package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A dimension of a metric. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class MetricDimension {

    /** Its name. */
    @Required
    @Size(min = 1, max = 255) public String name;

    /** Its value. */
    @Size(max = 1024) public String value;
}
