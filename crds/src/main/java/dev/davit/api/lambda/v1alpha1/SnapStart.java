package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;

/** Starting from a snapshot. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SnapStart {

    /** PublishedVersions or None (default). */
    @Values({"PublishedVersions", "None"})
    public String applyOn;
}
