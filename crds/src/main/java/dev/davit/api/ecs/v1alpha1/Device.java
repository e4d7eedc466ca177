package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Device. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Device {
    /** Host path. */
    public String hostPath;

    /** Container path. */
    public String containerPath;

    /** Permissions. */
    public List<String> permissions;
}
