package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Proxy Configuration. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ProxyConfiguration {
    /** Type. */
    public String type;

    /** Container name. */
    public String containerName;

    /** Properties. */
    public List<KeyValuePair> properties;
}
