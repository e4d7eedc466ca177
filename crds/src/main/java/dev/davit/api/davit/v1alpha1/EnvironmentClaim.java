package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A pod that belongs to a revision for life. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EnvironmentClaim {

    /** The pod's name. */
    @Required
    @Size(min = 1, max = 253) public String pod;

    /** The FunctionRevision's name. */
    @Required
    @Size(min = 1, max = 253) public String revision;

    /** Whether it was made to be kept initialised (provisioned concurrency); unset: it was made for a call. */
    public Boolean provisioned;
}
