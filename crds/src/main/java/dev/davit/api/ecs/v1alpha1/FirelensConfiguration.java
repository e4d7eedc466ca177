package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Log routing by FireLens. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FirelensConfiguration {

    /** fluentd or fluentbit. */
    @Size(max = 64) public String type;

    /** Its options. */
    @Size(max = 100) public Map<String, @Size(max = 4096) String> options;
}
