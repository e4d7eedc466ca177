package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** Revision Code. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RevisionCode {
    /** Inline. */
    public Map<String, String> inline;
}
