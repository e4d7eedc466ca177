package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The environments of a revision that are kept initialised whether anybody calls or not. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ProvisionedEnvironments {

    /** The FunctionRevision's name. */
    @Required
    @Size(min = 1, max = 253) public String revision;

    /** How many its version and that version's aliases ask for together. */
    @Required
    public Integer requested;

    /** How many there are for it, initialised or being initialised. */
    public Integer allocated;

    /** How many are initialised, at work or not. */
    public Integer available;

    /** Why the last one could not be initialised; unset: it could, or none has been tried. */
    @Size(max = 512) public String failure;
}
