package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Tmpfs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Tmpfs {
    /** Container path. */
    public String containerPath;

    /** Size. */
    public Integer size;

    /** Mount options. */
    public List<String> mountOptions;
}
