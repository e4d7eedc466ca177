package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** App Mesh proxy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ProxyConfiguration {

    /** APPMESH. */
    @Size(max = 64) public String type;

    /** The proxy's container. */
    @Size(max = 255) public String containerName;

    /** Its settings. */
    @Size(max = 50) public List<KeyValuePair> properties;
}
