package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** Access point and identity of an EFS file system. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EFSAuthorizationConfig {

    /** The access point. */
    @Size(max = 255) public String accessPointID;

    /** ENABLED or DISABLED. */
    @Size(max = 16) public String iam;
}
