package dev.davit.api.common;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Reference. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Reference {
    /** From. */
    public ReferenceFrom from;
}
