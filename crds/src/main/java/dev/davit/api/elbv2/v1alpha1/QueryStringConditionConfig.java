package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Parameters of the query. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class QueryStringConditionConfig {

    /**
     * 1 to 5 pairs of key and value, one of which must be in the query. Upper and lower case are the same.
     */
    @Required
    @Size(min = 1, max = 5) public List<QueryStringKeyValuePair> values;
}
