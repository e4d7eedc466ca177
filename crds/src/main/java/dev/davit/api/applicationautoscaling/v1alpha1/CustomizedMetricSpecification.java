package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.MapKey;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A CloudWatch metric of one's own; refused. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class CustomizedMetricSpecification {

    /** Its dimensions. */
    @MapKey("name")
    @Size(max = 30) public List<MetricDimension> dimensions;

    /** Its name. */
    @Size(max = 255) public String metricName;

    /** Its namespace. */
    @Size(max = 255) public String namespace;

    /** Its statistic. */
    @Values({"Average", "Minimum", "Maximum", "SampleCount", "Sum"})
    public String statistic;

    /** Its unit. */
    @Size(max = 64) public String unit;
}
