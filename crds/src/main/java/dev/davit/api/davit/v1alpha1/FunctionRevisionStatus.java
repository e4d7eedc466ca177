package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Function Revision Status. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionRevisionStatus {
    /** Observed generation. */
    public Long observedGeneration;

    /** Conditions. */
    public List<Condition> conditions;
}
