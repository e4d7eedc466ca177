package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** Where a container's log goes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LogConfiguration {

    /** The driver, such as awslogs. */
    @Size(max = 64) public String logDriver;

    /** The driver's options. */
    @Size(max = 100) public Map<String, @Size(max = 4096) String> options;

    /** Options whose values are secrets. */
    @Size(max = 20) public List<Secret> secretOptions;
}
