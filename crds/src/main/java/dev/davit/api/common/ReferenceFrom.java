package dev.davit.api.common;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Reference From. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ReferenceFrom {
    /** Name. */
    public String name;

    /** Namespace. */
    public String namespace;
}
