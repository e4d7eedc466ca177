package dev.davit.api.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** A reference to an object of the same namespace, in ACK's form: {@code from: {name: …}}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Reference {

    /** Which object is meant. */
    @Required
    public ReferenceFrom from;
}
