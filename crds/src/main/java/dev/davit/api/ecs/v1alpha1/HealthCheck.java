package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Health Check. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class HealthCheck {
    /** Command. */
    public List<String> command;

    /** Interval. */
    public Integer interval;

    /** Timeout. */
    public Integer timeout;

    /** Retries. */
    public Integer retries;

    /** Start period. */
    public Integer startPeriod;
}
