package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A metric that needs no name and dimensions of its own. */
@ValidationRule(
        value = "(self.predefinedMetricType == 'ALBRequestCountPerTarget') == has(self.resourceLabel)",
        message =
                "resourceLabel goes with ALBRequestCountPerTarget and with no other: set app/<name>/<id>/targetgroup/<name>/<id>, or remove it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PredefinedMetricSpecification {

    /**
     * ECSServiceAverageCPUUtilization or ECSServiceAverageMemoryUtilization: what the service's running tasks use, in percent of
     * their tasks' cpu or memory, from metrics.k8s.io. ALBRequestCountPerTarget: the requests in a minute for each target, of
     * the target group in resourceLabel.
     */
    @Required
    @Values({"ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization", "ALBRequestCountPerTarget"})
    public String predefinedMetricType;

    /** The load balancer and target group of ALBRequestCountPerTarget: {@code app/<name>/<id>/targetgroup/<name>/<id>}, the ends of their ARNs. */
    @ValidationRule(
            value = "self.matches('^app/[^/]+/[^/]+/targetgroup/[^/]+/[^/]+$')",
            message =
                    "resourceLabel must be app/<name>/<id>/targetgroup/<name>/<id>: the ends of the ARNs of the load balancer and the target group.")
    @Size(min = 1, max = 1023) public String resourceLabel;
}
