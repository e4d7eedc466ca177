package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A command that tells whether a container is healthy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class HealthCheck {

    /** The command: CMD and its arguments, or CMD-SHELL and one line for the shell. Exit code 0 is healthy. */
    @Required
    @ValidationRule(
            value = "size(self) >= 2 && self[0] in ['CMD', 'CMD-SHELL']",
            message = "A healthCheck's command must start with CMD or CMD-SHELL followed by the command, for example "
                    + "[\"CMD-SHELL\", \"test -f /tmp/ready\"].")
    @Size(max = 100) public List<@Size(max = 4096) String> command;

    /** Time between two checks in seconds, 5 to 300; default 30. */
    @ValidationRule(
            value = "self >= 5 && self <= 300",
            message = "interval of a healthCheck must be between 5 and 300 seconds, as on ECS.")
    public Integer interval;

    /** How long a check may take in seconds, 2 to 60; default 5. */
    @ValidationRule(
            value = "self >= 2 && self <= 60",
            message = "timeout of a healthCheck must be between 2 and 60 seconds, as on ECS.")
    public Integer timeout;

    /** How many checks in a row must fail before the container is unhealthy, 1 to 10; default 3. */
    @ValidationRule(
            value = "self >= 1 && self <= 10",
            message = "retries of a healthCheck must be between 1 and 10, as on ECS.")
    public Integer retries;

    /** Time after the start in which failed checks do not count, in seconds, 0 to 300; default 0. */
    @ValidationRule(
            value = "self >= 0 && self <= 300",
            message = "startPeriod of a healthCheck must be between 0 and 300 seconds, as on ECS.")
    public Integer startPeriod;
}
