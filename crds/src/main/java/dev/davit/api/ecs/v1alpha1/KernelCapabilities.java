package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Kernel Capabilities. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class KernelCapabilities {
    /** Add. */
    public List<String> add;

    /** Drop. */
    public List<String> drop;
}
