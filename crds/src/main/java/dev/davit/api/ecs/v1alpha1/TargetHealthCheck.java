package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How a target group checks its targets. As on AWS, the first check that passes makes a new target healthy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TargetHealthCheck {

    /** HTTP (a status from 200 to 399 is healthy) or TCP (a connection is); default TCP. */
    @Values({"HTTP", "TCP"})
    public String protocol;

    /** The path of an HTTP check; default "/". */
    @ValidationRule(
            value = "self.startsWith('/')",
            message = "path of a healthCheck must start with \"/\", for example /health.")
    @Size(max = 1024) public String path;

    /** The port of the check, 1 to 65535; default containerPort. */
    @ValidationRule(
            value = "self >= 1 && self <= 65535",
            message = "port of a healthCheck must be between 1 and 65535.")
    public Integer port;

    /** Time between two checks in seconds, 5 to 300; default 30. */
    @ValidationRule(
            value = "self >= 5 && self <= 300",
            message = "intervalSeconds of a healthCheck must be between 5 and 300, as on Elastic Load Balancing.")
    public Integer intervalSeconds;

    /** How long a check may take in seconds, 2 to 120; default 5. */
    @ValidationRule(
            value = "self >= 2 && self <= 120",
            message = "timeoutSeconds of a healthCheck must be between 2 and 120, as on Elastic Load Balancing.")
    public Integer timeoutSeconds;

    /**
     * How many checks in a row must pass before a target that failed is healthy again, 2 to 10; default 5.
     * Accepted for compatibility; has no effect: the kubelet counts the first checks and later ones alike, and on
     * AWS the first check that passes makes a new target healthy, so one check is enough here.
     */
    @ValidationRule(
            value = "self >= 2 && self <= 10",
            message = "healthyThresholdCount of a healthCheck must be between 2 and 10, as on Elastic Load Balancing.")
    public Integer healthyThresholdCount;

    /** How many checks in a row must fail before the target is unhealthy, 2 to 10; default 2. */
    @ValidationRule(
            value = "self >= 2 && self <= 10",
            message =
                    "unhealthyThresholdCount of a healthCheck must be between 2 and 10, as on Elastic Load Balancing.")
    public Integer unhealthyThresholdCount;
}
