package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Environment Pool Status. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EnvironmentPoolStatus {
    /** Observed generation. */
    public Long observedGeneration;

    /** Conditions. */
    public List<Condition> conditions;

    /** Replicas. */
    public Integer replicas;

    /** Ready. */
    public Integer ready;

    /** Claimed. */
    public Integer claimed;

    /** Verified. */
    public Boolean verified;

    /** Failures. */
    public EnvironmentFailures failures;
}
