package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A parameter of the query. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class QueryStringKeyValuePair {

    /**
     * The key; left out: any. * stands for any characters and ? for one.
     */
    @Size(min = 1, max = 128) public String key;

    /**
     * The value. * stands for any characters and ? for one; a backslash before * and a backslash before ? stand
     * for themselves.
     */
    @Required
    @Size(min = 1, max = 128) public String value;
}
